//! Where everything stands on a screen of a given size. Knows nothing of what panes show.

use ratatui::layout::{Rect, Size};

/// The smallest screen that everything fits on.
pub const MINIMUM: Size = Size { width: 60, height: 16 };

/// From this size on all panes stand side by side.
const FULL: Size = Size { width: 110, height: 32 };

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pane {
    Lesson,
    Objects,
    Generations,
    Finalizers,
    Garbage,
    /// The transcript with the command line.
    Console,
    /// The graph of objects.
    Graph,
}

impl Pane {
    pub const ALL: [Self; 7] =
        [Self::Lesson, Self::Objects, Self::Generations, Self::Finalizers, Self::Garbage, Self::Console, Self::Graph];

    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Lesson => "Lesson",
            Self::Objects => "Refcounts",
            Self::Generations => "Generations",
            Self::Finalizers => "__del__ output",
            Self::Garbage => "Uncollectable",
            Self::Console => "Python",
            Self::Graph => "Graph",
        }
    }

    /// For a tab strip that has little room.
    #[must_use]
    pub fn short_title(self) -> &'static str {
        match self {
            Self::Generations => "Gens",
            Self::Finalizers => "__del__",
            Self::Garbage => "Garbage",
            other => other.title(),
        }
    }

    /// For one that has hardly any.
    #[must_use]
    pub fn shortest_title(self) -> &'static str {
        match self {
            Self::Objects => "Refs",
            Self::Finalizers => "del",
            Self::Generations => "Gen",
            Self::Garbage => "Garb",
            other => other.short_title(),
        }
    }

    /// The digit that focuses it, from 1.
    #[must_use]
    pub fn number(self) -> usize {
        Self::ALL.iter().position(|&pane| pane == self).unwrap_or(0) + 1
    }

    #[must_use]
    pub fn from_number(number: usize) -> Option<Self> {
        Self::ALL.get(number.checked_sub(1)?).copied()
    }

    /// The pane so many places further on, round the end.
    #[must_use]
    pub fn turn(self, by: isize) -> Self {
        let count = Self::ALL.len().cast_signed();
        let at = (self.number().cast_signed() - 1 + by).rem_euclid(count);
        Self::ALL.get(at.unsigned_abs()).copied().unwrap_or(self)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    #[default]
    Off,
    /// The pane in view takes the whole screen; the command line keeps a strip.
    On,
}

/// Which panes are to be seen where there is no room for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InView {
    /// The pane that has the keys, or had them last.
    pub focus: Pane,
    /// The last focused pane other than the console.
    pub shown: Pane,
    /// The last focused pane other than the console and the lesson.
    pub companion: Pane,
    pub zoom: Zoom,
    /// How many rows the lesson's frame would fill: it takes some from the console where they are missing.
    pub lesson_rows: u16,
    /// Rows that the strip of the time machine takes; 0 in the present.
    pub strip: u16,
}

impl Default for InView {
    fn default() -> Self {
        Self {
            focus: Pane::Lesson,
            shown: Pane::Lesson,
            companion: Pane::Objects,
            zoom: Zoom::Off,
            lesson_rows: 0,
            strip: 0,
        }
    }
}

impl InView {
    pub fn focus(&mut self, pane: Pane) {
        self.focus = pane;
        if pane != Pane::Console {
            self.shown = pane;
        }
        if !matches!(pane, Pane::Console | Pane::Lesson) {
            self.companion = pane;
        }
    }
}

/// Whether hidden panes need a strip of tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tabs {
    None,
    /// In the top border of the frame of this pane.
    On(Pane),
}

/// The screen divided up. Frames that touch share their border cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub title: Rect,
    pub footer: Rect,
    /// The ruler of the time machine.
    pub strip: Rect,
    /// Frames with their borders.
    pub frames: Vec<(Pane, Rect)>,
    pub tabs: Tabs,
}

impl Layout {
    /// `None` below [`MINIMUM`].
    #[must_use]
    pub fn arrange(size: Size, view: InView) -> Option<Self> {
        if size.width < MINIMUM.width || size.height < MINIMUM.height {
            return None;
        }
        let title = Rect::new(0, 0, size.width, 1);
        let footer = Rect::new(0, size.height - 1, size.width, 1);
        let rows = view.strip.min(size.height.saturating_sub(MINIMUM.height - 3));
        let strip = Rect::new(0, size.height - 1 - rows, size.width, rows);
        let body = Rect::new(0, 1, size.width, size.height - 2 - rows);
        let (frames, tabs) = if view.zoom == Zoom::On {
            (zoomed(body, view), Tabs::None)
        } else if size.width >= FULL.width && size.height >= FULL.height {
            (full(body, view), Tabs::None)
        } else if size.width >= FULL.width {
            (wide(body, view), Tabs::On(view.companion))
        } else {
            (compact(body, view), Tabs::On(view.shown))
        };
        Some(Self { title, footer, strip, frames, tabs })
    }

    #[must_use]
    pub fn frame(&self, pane: Pane) -> Option<Rect> {
        self.frames.iter().find(|(placed, _)| *placed == pane).map(|(_, rect)| *rect)
    }

    /// The inside of a pane's frame, with a blank column on either side.
    #[must_use]
    pub fn inner(&self, pane: Pane) -> Rect {
        self.frame(pane).map_or(Rect::ZERO, inside)
    }

    /// The pane at a cell.
    #[must_use]
    pub fn at(&self, x: u16, y: u16) -> Option<Pane> {
        self.frames.iter().find(|(_, rect)| rect.contains((x, y).into())).map(|(pane, _)| *pane)
    }
}

/// The inside of a frame.
#[must_use]
pub fn inside(frame: Rect) -> Rect {
    Rect::new(frame.x + 2, frame.y + 1, frame.width.saturating_sub(4), frame.height.saturating_sub(2))
}

/// Divides a height among two frames that share a border row.
fn stack(area: Rect, upper: u16) -> (Rect, Rect) {
    let upper = upper.min(area.height.saturating_sub(2)).max(2);
    let lower = area.height + 1 - upper;
    (Rect { height: upper, ..area }, Rect { y: area.y + upper - 1, height: lower, ..area })
}

/// Divides a width among two frames that share a border column.
fn beside(area: Rect, left: u16) -> (Rect, Rect) {
    let left = left.min(area.width.saturating_sub(2)).max(2);
    let right = area.width + 1 - left;
    (Rect { width: left, ..area }, Rect { x: area.x + left - 1, width: right, ..area })
}

fn percent(of: u16, share: u32) -> u16 {
    u16::try_from(u32::from(of) * share / 100).unwrap_or(of)
}

/// The upper of two stacked frames: the lesson, as high as it wants between its usual share and all but `least` rows.
fn lesson_height(body: Rect, console: u16, least: u16, view: InView) -> u16 {
    let usual = (body.height + 1).saturating_sub(console);
    let most = (body.height + 1).saturating_sub(least.min(console));
    view.lesson_rows.clamp(usual, most)
}

/// What the learner does on the left, what memory does on the right.
fn full(body: Rect, view: InView) -> Vec<(Pane, Rect)> {
    let (left, right) = beside(body, percent(body.width, 44).clamp(48, 88));
    let console = percent(body.height, 32).clamp(10, 22);
    let (lesson, console) = stack(left, lesson_height(body, console, 6, view));
    let lower = percent(body.height, 26).clamp(8, 18);
    let (upper, lower) = stack(right, body.height + 1 - lower);
    let generations = percent(body.height, 32).clamp(10, 22);
    let (objects, generations) = stack(upper, upper.height + 1 - generations);
    let (finalizers, garbage) = beside(lower, percent(lower.width, 58));
    if view.companion == Pane::Graph {
        // A picture needs the room of the tables.
        return vec![
            (Pane::Lesson, lesson),
            (Pane::Graph, upper),
            (Pane::Finalizers, finalizers),
            (Pane::Garbage, garbage),
            (Pane::Console, console),
        ];
    }
    vec![
        (Pane::Lesson, lesson),
        (Pane::Objects, objects),
        (Pane::Generations, generations),
        (Pane::Finalizers, finalizers),
        (Pane::Garbage, garbage),
        (Pane::Console, console),
    ]
}

/// Wide but low: the lesson over the console on the left, one other pane on the right.
fn wide(body: Rect, view: InView) -> Vec<(Pane, Rect)> {
    let (left, right) = beside(body, percent(body.width, 46));
    let console = (body.height + 1).saturating_sub(percent(body.height, 68));
    let (lesson, console) = stack(left, lesson_height(body, console, 6, view));
    vec![(Pane::Lesson, lesson), (view.companion, right), (Pane::Console, console)]
}

/// One pane over the console.
fn compact(body: Rect, view: InView) -> Vec<(Pane, Rect)> {
    let console = percent(body.height, 33).clamp(6, 18);
    let (shown, console) = stack(body, lesson_height(body, console, 6, view));
    vec![(view.shown, shown), (Pane::Console, console)]
}

fn zoomed(body: Rect, view: InView) -> Vec<(Pane, Rect)> {
    if view.focus == Pane::Console {
        return vec![(Pane::Console, body)];
    }
    let (shown, console) = stack(body, body.height + 1 - 5);
    vec![(view.shown, shown), (Pane::Console, console)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(width: u16, height: u16, view: InView) -> Vec<(Pane, Rect)> {
        Layout::arrange(Size::new(width, height), view).expect("large enough").frames
    }

    #[test]
    fn small_screens_are_refused() {
        assert_eq!(Layout::arrange(Size::new(59, 50), InView::default()), None);
        assert_eq!(Layout::arrange(Size::new(200, 15), InView::default()), None);
        assert_eq!(frames(60, 16, InView::default()).len(), 2);
    }

    #[test]
    fn all_panes_stand_at_120_by_36() {
        let frames = frames(120, 36, InView::default());
        assert_eq!(frames.len(), 6);
        for (pane, rect) in frames {
            assert!(rect.width >= 26 && rect.height >= 8, "{pane:?} {rect:?}");
        }
    }

    #[test]
    fn frames_stay_on_the_screen_at_every_size() {
        for zoom in [Zoom::Off, Zoom::On] {
            for pane in Pane::ALL {
                let mut view = InView { zoom, ..InView::default() };
                view.focus(pane);
                for width in (60..260).step_by(7) {
                    for height in 16..90 {
                        for (pane, rect) in frames(width, height, view) {
                            assert!(
                                rect.right() <= width && rect.bottom() < height,
                                "{pane:?} {rect:?} {width}x{height}"
                            );
                            assert!(rect.width >= 8 && rect.height >= 3, "{pane:?} {rect:?} {width}x{height}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_focused_pane_is_in_view_where_room_is_short() {
        let mut view = InView::default();
        view.focus(Pane::Garbage);
        view.focus(Pane::Console);
        assert_eq!(frames(80, 24, view).first().map(|f| f.0), Some(Pane::Garbage));
        view.focus(Pane::Lesson);
        assert_eq!(
            frames(140, 24, view).iter().map(|f| f.0).collect::<Vec<_>>(),
            [Pane::Lesson, Pane::Garbage, Pane::Console]
        );
    }

    #[test]
    fn panes_turn_in_a_ring() {
        assert_eq!(Pane::Lesson.turn(-1), Pane::Graph);
        assert_eq!(Pane::Console.turn(1), Pane::Graph);
        assert_eq!(Pane::from_number(2), Some(Pane::Objects));
        assert_eq!(Pane::from_number(0), None);
    }
}

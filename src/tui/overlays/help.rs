//! `?`: what the focused pane shows, and which keys work.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{open_box, reading_height};
use crate::tui::commands::{self, Context, Group};
use crate::tui::layout::Pane;
use crate::tui::panes::frame::Extent;
use crate::tui::panes::{Paint, draw_lines};
use crate::tui::state::State;
use crate::tui::text::{self, Indent, wrap};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    pub about: Pane,
    pub scroll: usize,
}

impl Help {
    /// All lines for a box of this inner width.
    #[must_use]
    pub fn lines(self, context: Context, width: usize, paint: Paint<'_>) -> Vec<Line<'static>> {
        let mut lines = text::markdown(about(self.about), width, paint.theme, paint.glyphs);
        // What the focused pane is for comes first.
        let groups = if context == Context::Editing {
            // Who asks at the prompt knows how to type, but not yet what else there is.
            vec![Group::Lesson, Group::Time, Group::Panes, Group::Statements, Group::Screen, Group::Editing]
        } else if context == Context::Travelling {
            vec![Group::Time, Group::Panes, Group::Lesson, Group::Statements, Group::Screen]
        } else {
            vec![Group::Panes, Group::Lesson, Group::Statements, Group::Time, Group::Screen, Group::Editing]
        };
        for group in groups {
            let rows: Vec<_> = commands::table()
                .filter(|command| command.group == group && !command.keys_in(context).is_empty())
                .map(|command| (command.keys_in(context).join(", "), command.help))
                .collect();
            if rows.is_empty() {
                continue;
            }
            lines.push(Line::default());
            lines.push(Line::styled(group.title(), paint.theme.subheading));
            for (keys, help) in rows {
                let keys = paint.pad(&keys, 20.min(width / 3));
                let indent = Indent::marker(Span::styled(format!("{keys}  "), paint.theme.key));
                lines.extend(wrap(&[Span::styled(help, paint.theme.text)], width, &indent));
            }
        }
        lines
    }

    /// The last line that the box can start with.
    #[must_use]
    pub fn last_scroll(self, context: Context, body: Rect, paint: Paint<'_>) -> usize {
        let width = usize::from(box_width(body).saturating_sub(4));
        self.lines(context, width, paint).len().saturating_sub(reading_height(body))
    }

    pub(super) fn draw(self, state: &State, body: Rect, buf: &mut Buffer) {
        let paint = state.paint();
        let width = box_width(body);
        let lines = self.lines(state.base_context(), usize::from(width.saturating_sub(4)), paint);
        let shown = reading_height(body);
        let scroll = self.scroll.min(lines.len().saturating_sub(shown));
        let extent = Some(Extent { total: lines.len(), offset: scroll, shown });
        let title = format!("Help {} {}", paint.glyphs.separator, self.about.title());
        let inner = open_box(body, (width, body.height.saturating_sub(2)), &title, extent, paint, buf);
        draw_lines(lines.iter().skip(scroll), inner, buf);
    }
}

fn box_width(body: Rect) -> u16 {
    body.width.saturating_sub(4).min(92)
}

/// What a pane shows, and what its signs mean.
fn about(pane: Pane) -> &'static str {
    match pane {
        Pane::Lesson => {
            "The lesson's text and, below the line, the step's goals. A goal ticks itself as soon as memory shows it, \
             whichever statements led there."
        }
        Pane::Objects => {
            "Every object that a name reaches, and every one that is still in memory though no name does (shown by its \
             number, such as `#7 Track`).\n\n\
             - **refs** is the reference count; immortal objects are never counted down\n\
             - **change** since the last statement: `new`, `freed`, or by how much the count rose or fell\n\
             - **gc** is the generation; `-` or *untracked* means that the collector does not follow the object\n\
             - **state**: `T` tracked, `U` unreachable, `F` finalized (its `__del__` has run), `R` resurrected\n\
             - **held by** names every holder of a reference; together they add up to the count\n\n\
             In the panes, Up and Down select a row and spell it out below."
        }
        Pane::Generations => {
            "The collector's lists of objects, youngest first, in list order. The gauge shows the counter against its \
             threshold: when it passes it, a collection is due. `+` marks an object that the last statement put \
             there, an arrow one that survived a collection and came from a younger generation."
        }
        Pane::Finalizers => {
            "What `__del__` methods and callbacks of weak references did, numbered in order, each with its cause: a \
             count that reached zero, or a collection."
        }
        Pane::Garbage => {
            "What stands in `gc.garbage`: objects that the collector found unreachable and did not free, and why."
        }
        Pane::Graph => {
            "Names and running frames on the left, objects to the right of what refers to them, each with its count; `{}` \
             marks what nothing leads to. A reference that goes back runs below its row, so that a cycle is seen as one; \
             `↺` is a reference to itself, a dashed line a weak one. Up and Down select an object, Left and Right (`<` \
             and `>` in the past) and the page keys move the picture. Above 60 objects it shows the neighbourhood of the \
             selected one. `:export dot`, `svg` or `mermaid` writes it to a file."
        }
        Pane::Console => {
            "A Python prompt. Statements run in a simulated CPython; results, tracebacks and warnings appear as the \
             real interpreter prints them. A line that starts with `:` is a command of gcscope's own.\n\n\
             **Enter** runs, **Tab** types the step's suggestion or completes a name, **Ctrl-D** leaves."
        }
    }
}

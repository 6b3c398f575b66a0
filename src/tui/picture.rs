//! A screen as an SVG picture: for the README, the manual and `export`.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier};

use super::backend::{Backend, Completeness, Journey, Request};
use super::glyphs::GlyphSet;
use super::layout::Pane;
use super::screen;
use super::state::{Mode, Motion, Options, State};
use super::text::width;
use super::theme::ThemeName;
use super::update::{Action, update};
use super::worker::serve;

/// The size of a cell in the picture's units.
const CELL: (f64, f64) = (8.4, 18.0);
const FONT_SIZE: f64 = 14.0;
/// Blank space around the screen.
const MARGIN: f64 = 12.0;

/// The colours that stand for the terminal's own.
struct Ground {
    ink: &'static str,
    paper: &'static str,
}

impl Ground {
    fn of(theme: ThemeName) -> Self {
        match theme {
            ThemeName::Dark | ThemeName::Plain => Self { ink: "#d8d8d8", paper: "#1c1e22" },
            ThemeName::Light => Self { ink: "#24262a", paper: "#fdfdfb" },
        }
    }
}

/// Draws a buffer as SVG.
#[must_use]
pub fn svg(buf: &Buffer, theme: ThemeName) -> String {
    let ground = Ground::of(theme);
    let size = (f64::from(buf.area.width) * CELL.0 + 2.0 * MARGIN, f64::from(buf.area.height) * CELL.1 + 2.0 * MARGIN);
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.1} {:.1}\" font-family=\"'DejaVu Sans Mono', Menlo, \
         Consolas, monospace\" font-size=\"{FONT_SIZE}\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>",
        size.0, size.1, ground.paper
    );
    for y in buf.area.top()..buf.area.bottom() {
        let mut x = buf.area.left();
        while x < buf.area.right() {
            let run = run_at(buf, x, y);
            write_run(&mut out, &run, (x - buf.area.left(), y - buf.area.top()), &ground);
            x += run.cells.max(1);
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Neighbouring cells that look the same.
struct Run<'b> {
    first: &'b Cell,
    text: String,
    cells: u16,
}

fn run_at(buf: &Buffer, x: u16, y: u16) -> Run<'_> {
    let first = &buf[(x, y)];
    let mut run = Run { first, text: String::new(), cells: 0 };
    while x + run.cells < buf.area.right() {
        let cell = &buf[(x + run.cells, y)];
        if (cell.fg, cell.bg, cell.modifier) != (first.fg, first.bg, first.modifier) {
            break;
        }
        run.text.push_str(cell.symbol());
        run.cells += u16::try_from(width(cell.symbol())).unwrap_or(1).max(1);
    }
    run
}

fn write_run(out: &mut String, run: &Run<'_>, at: (u16, u16), ground: &Ground) {
    let reversed = run.first.modifier.contains(Modifier::REVERSED);
    let (mut ink, mut paper) = (colour(run.first.fg), colour(run.first.bg));
    if reversed {
        (ink, paper) = (
            Some(paper.unwrap_or_else(|| ground.paper.to_owned())),
            Some(ink.unwrap_or_else(|| ground.ink.to_owned())),
        );
    }
    let (x, y) = (MARGIN + f64::from(at.0) * CELL.0, MARGIN + f64::from(at.1) * CELL.1);
    let length = f64::from(run.cells) * CELL.0;
    if let Some(paper) = paper {
        let _ = writeln!(
            out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{length:.1}\" height=\"{:.1}\" fill=\"{paper}\"/>",
            CELL.1
        );
    }
    if run.text.trim().is_empty() && !run.first.modifier.intersects(Modifier::UNDERLINED | Modifier::CROSSED_OUT) {
        return;
    }
    let mut style = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::DIM, " opacity=\"0.65\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
    ] {
        if run.first.modifier.contains(modifier) {
            style.push_str(attribute);
        }
    }
    let ink = ink.unwrap_or_else(|| ground.ink.to_owned());
    let baseline = y + CELL.1 * 0.74;
    let _ = writeln!(
        out,
        "<text x=\"{x:.1}\" y=\"{baseline:.1}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         xml:space=\"preserve\" fill=\"{ink}\"{style}>{}</text>",
        escape(&run.text)
    );
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A colour of the 256-colour table as `#rrggbb`; `None` is the terminal's own.
fn colour(colour: Color) -> Option<String> {
    const SIXTEEN: [u32; 16] = [
        0x1c_1e_22, 0xc0_50_50, 0x5a_a0_5a, 0xb8_96_40, 0x50_80_c0, 0xa0_60_a8, 0x48_9c_a0, 0xc8_c8_c8, 0x70_70_70,
        0xe0_70_70, 0x80_c0_80, 0xe0_c0_70, 0x80_a8_e0, 0xc8_90_d0, 0x78_c8_cc, 0xff_ff_ff,
    ];
    let rgb = match colour {
        Color::Indexed(index @ 0..=15) => SIXTEEN.get(usize::from(index)).copied()?,
        // A cube of 6 × 6 × 6, as xterm has it.
        Color::Indexed(index @ 16..=231) => {
            let level = |at: u32| if at == 0 { 0 } else { 55 + at * 40 };
            let index = u32::from(index) - 16;
            level(index / 36) << 16 | level(index / 6 % 6) << 8 | level(index % 6)
        }
        Color::Indexed(index) => {
            let grey = 8 + (u32::from(index) - 232) * 10;
            grey << 16 | grey << 8 | grey
        }
        Color::Rgb(r, g, b) => u32::from(r) << 16 | u32::from(g) << 8 | u32::from(b),
        _ => return None,
    };
    Some(format!("#{rgb:06x}"))
}

/// The size of pictures that no terminal gives a size to.
const SIZE: Size = Size { width: 120, height: 36 };

/// A picture of what the screen shows.
#[must_use]
pub fn of_state(state: &State) -> String {
    let area = Rect::new(0, 0, state.size.width, state.size.height);
    let mut buf = Buffer::empty(area);
    screen::draw(state, area, &mut buf);
    svg(&buf, state.theme.name)
}

/// A picture of a session's screen, at the moment with this number if one is given.
#[must_use]
pub fn of_backend(backend: &mut dyn Backend, moment: Option<usize>) -> String {
    let complete = std::sync::Arc::new(|_: &str| Completeness::Complete);
    let mut state = State::new(Options {
        size: SIZE,
        theme: ThemeName::Dark,
        glyphs: GlyphSet::Unicode,
        motion: Motion::Full,
        completeness: complete,
    });
    state.phase = super::state::Phase::Ready;
    state.mode = Mode::Navigating;
    state.view.focus(Pane::Objects);
    let mut requests = vec![Request::Look, Request::Look];
    requests.extend(moment.map(|number| Request::Travel(Journey::Number(number))));
    requests.push(Request::Look);
    for request in requests {
        let look = state.look();
        let (reply, views) = serve(backend, request, &look);
        update(&mut state, Action::Reply(reply, Box::new(views)));
    }
    of_state(&state)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    #[test]
    fn runs_and_colours_are_drawn() {
        let mut buf = Buffer::with_lines(["a<b 日本"]);
        buf.set_style(
            ratatui::layout::Rect::new(0, 0, 1, 1),
            Style::new().fg(Color::Indexed(110)).add_modifier(Modifier::BOLD),
        );
        let picture = svg(&buf, ThemeName::Dark);
        assert!(picture.contains("fill=\"#87afd7\" font-weight=\"bold\">a</text>"), "{picture}");
        assert!(picture.contains(">&lt;b 日本</text>"), "{picture}");
        assert_eq!(colour(Color::Indexed(240)), Some("#585858".to_owned()));
    }
}

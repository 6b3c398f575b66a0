//! Colours by role, for dark and light terminals and for none (`NO_COLOR`).
//!
//! The ground is always the terminal's own. Whatever a colour says, a sign or a weight says too.

use ratatui::style::{Color, Modifier, Style};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeName {
    Dark,
    Light,
    /// Weights only.
    Plain,
}

impl ThemeName {
    pub const ALL: [(&'static str, Self); 3] = [("dark", Self::Dark), ("light", Self::Light), ("plain", Self::Plain)];

    /// By `NO_COLOR`, and the background that some terminals put into `COLORFGBG` (`15;0`). The
    /// terminal itself is not asked: one that does not answer would block the start.
    #[must_use]
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Self {
        if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) {
            return Self::Plain;
        }
        let background = variable("COLORFGBG");
        match background.as_deref().and_then(|value| value.rsplit(';').next()) {
            Some("7" | "15") => Self::Light,
            _ => Self::Dark,
        }
    }
}

/// One style for each role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    pub name: ThemeName,
    pub text: Style,
    pub dim: Style,
    pub heading: Style,
    pub subheading: Style,
    pub emphasis: Style,
    pub strong: Style,
    pub link: Style,
    pub quote: Style,
    pub marker: Style,
    pub code: Style,
    pub inline_code: Style,
    pub keyword: Style,
    pub builtin: Style,
    pub string: Style,
    pub number: Style,
    pub comment: Style,
    pub prompt: Style,
    pub border: Style,
    pub border_focus: Style,
    pub title: Style,
    pub title_focus: Style,
    pub column: Style,
    pub bar: Style,
    pub brand: Style,
    pub key: Style,
    pub label: Style,
    pub selected: Style,
    pub up: Style,
    pub down: Style,
    pub new: Style,
    pub freed: Style,
    pub unreachable: Style,
    pub immortal: Style,
    pub finalized: Style,
    pub gauge: Style,
    pub gauge_near: Style,
    pub gauge_empty: Style,
    pub good: Style,
    pub warn: Style,
    pub error: Style,
    /// What a program prints on standard error.
    pub stderr: Style,
}

/// The colours that a theme is mixed from, as places in the 256-colour table.
struct Palette {
    dim: u8,
    faint: u8,
    accent: u8,
    green: u8,
    red: u8,
    yellow: u8,
    purple: u8,
    cyan: u8,
    selected: u8,
}

impl Theme {
    #[must_use]
    pub fn of(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::dark(),
            ThemeName::Light => Self::light(),
            ThemeName::Plain => Self::plain(),
        }
    }

    #[must_use]
    pub fn dark() -> Self {
        let palette = Palette {
            dim: 247,
            faint: 240,
            accent: 110,
            green: 114,
            red: 210,
            yellow: 222,
            purple: 182,
            cyan: 116,
            selected: 237,
        };
        Self::mixed(ThemeName::Dark, &palette)
    }

    #[must_use]
    pub fn light() -> Self {
        let palette = Palette {
            dim: 241,
            faint: 248,
            accent: 25,
            green: 28,
            red: 124,
            yellow: 94,
            purple: 90,
            cyan: 30,
            selected: 254,
        };
        Self::mixed(ThemeName::Light, &palette)
    }

    fn mixed(name: ThemeName, palette: &Palette) -> Self {
        let color = |index: u8| Style::new().fg(Color::Indexed(index));
        let text = Style::new().fg(Color::Reset);
        let bold = Modifier::BOLD;
        Self {
            name,
            text,
            dim: color(palette.dim),
            heading: color(palette.accent).add_modifier(bold),
            subheading: text.add_modifier(bold),
            emphasis: Style::new().add_modifier(Modifier::ITALIC),
            strong: Style::new().add_modifier(bold),
            link: color(palette.accent).add_modifier(Modifier::UNDERLINED),
            quote: color(palette.dim),
            marker: color(palette.accent),
            code: text,
            inline_code: color(palette.cyan),
            keyword: color(palette.purple),
            builtin: color(palette.accent),
            string: color(palette.green),
            number: color(palette.yellow),
            comment: color(palette.dim).add_modifier(Modifier::ITALIC),
            prompt: color(palette.accent).add_modifier(bold),
            border: color(palette.faint),
            border_focus: color(palette.accent),
            title: color(palette.dim),
            title_focus: color(palette.accent).add_modifier(bold),
            column: color(palette.dim).add_modifier(Modifier::UNDERLINED),
            bar: color(palette.dim),
            brand: color(palette.accent).add_modifier(bold),
            key: text.add_modifier(bold),
            label: color(palette.dim),
            selected: Style::new().bg(Color::Indexed(palette.selected)).add_modifier(bold),
            up: color(palette.green).add_modifier(bold),
            down: color(palette.red).add_modifier(bold),
            new: color(palette.green).add_modifier(bold),
            freed: color(palette.dim).add_modifier(Modifier::CROSSED_OUT),
            unreachable: color(palette.yellow).add_modifier(bold),
            immortal: color(palette.dim),
            finalized: color(palette.purple),
            gauge: color(palette.accent),
            gauge_near: color(palette.yellow).add_modifier(bold),
            gauge_empty: color(palette.faint),
            good: color(palette.green).add_modifier(bold),
            warn: color(palette.yellow).add_modifier(bold),
            error: color(palette.red).add_modifier(bold),
            stderr: color(palette.red),
        }
    }

    #[must_use]
    pub fn plain() -> Self {
        let text = Style::new().fg(Color::Reset).bg(Color::Reset);
        let bold = text.add_modifier(Modifier::BOLD);
        let dim = text.add_modifier(Modifier::DIM);
        Self {
            name: ThemeName::Plain,
            text,
            dim,
            heading: bold.add_modifier(Modifier::UNDERLINED),
            subheading: bold,
            emphasis: Style::new().add_modifier(Modifier::ITALIC),
            strong: Style::new().add_modifier(Modifier::BOLD),
            link: text.add_modifier(Modifier::UNDERLINED),
            quote: dim,
            marker: bold,
            code: text,
            inline_code: bold,
            keyword: bold,
            builtin: text,
            string: text,
            number: text,
            comment: dim.add_modifier(Modifier::ITALIC),
            prompt: bold,
            border: dim,
            border_focus: bold,
            title: text,
            title_focus: bold.add_modifier(Modifier::REVERSED),
            column: dim.add_modifier(Modifier::UNDERLINED),
            bar: text,
            brand: bold,
            key: bold,
            label: text,
            selected: Style::new().add_modifier(Modifier::REVERSED),
            up: bold,
            down: bold,
            new: bold,
            freed: dim.add_modifier(Modifier::CROSSED_OUT),
            unreachable: bold.add_modifier(Modifier::UNDERLINED),
            immortal: dim,
            finalized: text.add_modifier(Modifier::ITALIC),
            gauge: text,
            gauge_near: bold,
            gauge_empty: dim,
            good: bold,
            warn: bold.add_modifier(Modifier::UNDERLINED),
            error: bold.add_modifier(Modifier::REVERSED),
            stderr: bold,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_chooses() {
        let with = |name: &'static str, value: &'static str| {
            ThemeName::from_environment(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert_eq!(with("NO_COLOR", "1"), ThemeName::Plain);
        assert_eq!(with("NO_COLOR", ""), ThemeName::Dark);
        assert_eq!(with("COLORFGBG", "0;15"), ThemeName::Light);
        assert_eq!(with("COLORFGBG", "15;0"), ThemeName::Dark);
    }
}

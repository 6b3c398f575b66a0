//! A storm of keys, sizes and clicks: nothing may panic, and every picture must be drawable.

use gcscope::tui::commands;
use gcscope::tui::update::Action;
use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Size;

use crate::harness::Stage;

/// A small linear congruential generator: the same storm every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }
}

#[test]
fn nothing_panics() {
    let keys: Vec<&str> =
        commands::table().flat_map(|c| c.keys.iter().flat_map(|(_, keys)| keys.iter().copied())).collect();
    let texts = ["a = Track('a')", "日本\u{301}", "if x:", "'''", ":theme ", "\\", "hostile", "é(", "2"];
    for seed in 0..6 {
        let mut dice = Dice(seed);
        let mut stage = Stage::new(80, 24);
        for _ in 0..700 {
            match dice.roll(12) {
                0 => {
                    let size = Size::new(dice.roll(150) as u16, dice.roll(60) as u16);
                    stage.act(Action::Resize(size));
                }
                1 => stage.act(Action::Paste("x\r\ny\x1b\u{202e}\tz\n".to_owned())),
                2 => {
                    let kind =
                        [MouseEventKind::Down(MouseButton::Left), MouseEventKind::ScrollDown, MouseEventKind::ScrollUp];
                    let kind = kind[dice.roll(3)];
                    let (column, row) = (dice.roll(160) as u16, dice.roll(70) as u16);
                    stage.act(Action::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }));
                }
                3 => stage.fake.crowd = [0, 3, 500][dice.roll(3)],
                4..=6 => {
                    let text = texts[dice.roll(texts.len())];
                    stage.press(&format!("\"{text}\""));
                }
                _ => {
                    stage.press(keys[dice.roll(keys.len())]);
                }
            }
            let _ = stage.draw();
        }
    }
}

//! Each pane by itself: empty, full, with long names and wide characters, at several sizes.

use gcscope::tui::editor::Editor;
use gcscope::tui::glyphs::Glyphs;
use gcscope::tui::model::*;
use gcscope::tui::panes::console::ConsolePane;
use gcscope::tui::panes::finalizers::FinalizersPane;
use gcscope::tui::panes::garbage::GarbagePane;
use gcscope::tui::panes::generations::GenerationsPane;
use gcscope::tui::panes::lesson::{LessonKeys, LessonPane, Room};
use gcscope::tui::panes::objects::{Detail, ObjectsPane};
use gcscope::tui::panes::title::TitleBar;
use gcscope::tui::panes::{Focus, Paint};

use gcscope::tui::theme::Theme;
use insta::assert_snapshot;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::harness::text_of;

fn picture(width: u16, height: u16, draw: impl FnOnce(Paint<'_>, Rect, &mut Buffer)) -> String {
    let (theme, glyphs) = (Theme::dark(), Glyphs::unicode());
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    draw(Paint { theme: &theme, glyphs: &glyphs }, area, &mut buf);
    text_of(&buf)
}

#[expect(clippy::too_many_arguments, reason = "one for each column of the table under test")]
fn object(
    id: u64,
    label: &str,
    kind: &str,
    count: Refcount,
    delta: i64,
    holders: &[(&str, u32)],
    home: Home,
    marks: &[Mark],
) -> ObjectRow {
    ObjectRow {
        id: ObjectId(id),
        label: label.to_owned(),
        type_name: kind.to_owned(),
        repr: format!("<{kind} object>"),
        refcount: count,
        gc_refs: None,
        delta,
        holders: holders.iter().map(|(text, times)| Holder { text: (*text).to_owned(), times: *times }).collect(),
        home,
        marks: marks.iter().copied().collect(),
    }
}

fn all_sorts() -> Windowed<ObjectRow> {
    use Mark::*;
    use Refcount::*;
    let rows = vec![
        object(1, "a", "list", Count(3), 1, &[("name a", 1), ("a[0]", 1), ("_", 1)], Home::Generation(0), &[Tracked]),
        object(
            2,
            "cache.entries['a rather long key']",
            "collections.OrderedDict",
            Count(1),
            -2,
            &[("cache.__dict__", 1)],
            Home::Generation(2),
            &[Tracked, Finalized],
        ),
        object(3, "n", "int", Immortal, 0, &[], Home::Untracked, &[]),
        object(
            4,
            "名前",
            "文字列",
            Count(12_345_678),
            0,
            &[("name 名前", 1), ("objs", 12_345_677)],
            Home::Untracked,
            &[],
        ),
        object(
            5,
            "#5 Track",
            "Track",
            Count(1),
            0,
            &[("#6 Track.other", 1)],
            Home::Generation(1),
            &[Tracked, Unreachable],
        ),
        object(
            6,
            "#6 Track",
            "Track",
            Count(1),
            0,
            &[("#5 Track.other", 1)],
            Home::Frozen,
            &[Tracked, Unreachable, Resurrected, Finalized],
        ),
        object(7, "t", "tuple", Count(1), 0, &[("name t", 1)], Home::Space("young".to_owned()), &[New, Tracked]),
        object(8, "evil\x1b[31m\u{202e}", "str", Count(0), -1, &[], Home::Untracked, &[Freed]),
    ];
    Windowed { total: 240, offset: 16, rows }
}

#[test]
fn objects() {
    let rows = all_sorts();
    for (width, height) in [(56, 10), (69, 14), (112, 10), (160, 10)] {
        let picture = picture(width, height, |paint, area, buf| {
            ObjectsPane { rows: &rows, selected: 20, detail: Detail::Hidden, paint }.render(area, buf);
        });
        assert_snapshot!(format!("objects_{width}"), picture);
    }
    let picture = picture(69, 14, |paint, area, buf| {
        ObjectsPane { rows: &rows, selected: 17, detail: Detail::Shown(3), paint }.render(area, buf);
    });
    assert_snapshot!("objects_with_detail", picture);
}

#[test]
fn no_objects() {
    let picture = picture(40, 4, |paint, area, buf| {
        ObjectsPane { rows: &Windowed::default(), selected: 0, detail: Detail::Hidden, paint }.render(area, buf);
    });
    assert_snapshot!(picture, @r"
    No objects yet. Bind a name to one: its
    references are counted here.
    ");
}

fn generation(name: &str, count: u64, threshold: u64, labels: &[(&str, Move, bool)]) -> GenerationPane {
    let rows: Vec<_> = labels
        .iter()
        .map(|(label, moved, reachable)| GenerationRow {
            id: ObjectId(1),
            label: (*label).to_owned(),
            moved: moved.clone(),
            reachable: *reachable,
        })
        .collect();
    GenerationPane {
        name: name.to_owned(),
        count,
        threshold,
        collections: 3,
        objects: Windowed { total: rows.len() + 20, offset: 4, rows },
        ..GenerationPane::default()
    }
}

#[test]
fn generations() {
    let from = Move::CameFrom("gen 0".to_owned());
    let panes = [
        GenerationPane {
            left: 4,
            ..generation("generation 0", 1990, 2000, &[("a", Move::Entered, true), ("#7 Track", Move::Stayed, false)])
        },
        GenerationPane {
            collected: 12,
            note: Some("disabled".to_owned()),
            ..generation(
                "generation 1",
                2,
                10,
                &[("cache.entries['a rather long key']", from.clone(), true), ("日本語の名前", from, true)],
            )
        },
        GenerationPane { objects: Windowed::default(), ..generation("generation 2", 7, 0, &[]) },
    ];
    for width in [56, 69, 120] {
        let picture = picture(width, 5, |paint, area, buf| {
            GenerationsPane { generations: &panes, active: Some(1), paint }.render(area, buf);
        });
        assert_snapshot!(format!("generations_{width}"), picture);
    }
    let spaces = [generation("young", 100, 2000, &[("a", Move::Stayed, true)]), generation("old: pending", 0, 0, &[])];
    let picture = picture(69, 5, |paint, area, buf| {
        GenerationsPane { generations: &spaces, active: None, paint }.render(area, buf);
    });
    assert_snapshot!("generations_incremental", picture);
}

/// A note that has no room beside the name stands below; at the end of the list the first rows give way to it.
#[test]
fn a_note_on_a_generation_is_told_whole() {
    let rows = [("x", Move::Stayed, true), ("y", Move::Stayed, true), ("z", Move::Stayed, true)];
    let mut old = generation("generation 2", 7, 10, &rows);
    old.note = Some("held back by the 25 % rule: 12 new of 480 old".to_owned());
    old.objects = Windowed { total: 9, offset: 6, ..old.objects };
    let picture = picture(24, 7, |paint, area, buf| {
        GenerationsPane { generations: &[old.clone()], active: None, paint }.render(area, buf);
    });
    assert_snapshot!(picture);
}

#[test]
fn finalizers() {
    let line = |number, text: &str, cause: &str, fresh| FinalizerLine {
        number,
        text: text.to_owned(),
        cause: cause.to_owned(),
        fresh,
    };
    let rows = vec![
        line(8, "a is gone", "count of a reached 0: del a", false),
        line(9, "the first of two \x07 lines, and a rather long one at that", "collection 3 of generation 2", false),
        line(10, "日本語", "callback of a weak reference to b", true),
    ];
    let lines = Windowed { total: 10, offset: 7, rows };
    for (width, height) in [(38, 8), (38, 3), (90, 5)] {
        let picture =
            picture(width, height, |paint, area, buf| FinalizersPane { lines: &lines, paint }.render(area, buf));
        assert_snapshot!(format!("finalizers_{width}_{height}"), picture);
    }
}

#[test]
fn garbage() {
    let row =
        |label: &str, reason: &str, fresh| GarbageRow { label: label.to_owned(), reason: reason.to_owned(), fresh };
    let rows = vec![
        row("#7 Track", "kept by DEBUG_SAVEALL: it would have been freed", true),
        row("#8 dict", "its cycle holds an object with __del__, which 2.7 does not break", false),
    ];
    let rows = Windowed { total: 2, offset: 0, rows };
    let picture = picture(30, 8, |paint, area, buf| GarbagePane { rows: &rows, paint }.render(area, buf));
    assert_snapshot!("garbage", picture);
}

fn lesson() -> LessonView {
    let goal = |text: &str, state| GoalLine { text: text.to_owned(), state };
    LessonView {
        setup: String::new(),
        score: None,
        next: None,
        id: "x".to_owned(),
        title: "Reference counts".to_owned(),
        chapter: "Names".to_owned(),
        markdown: "Each object has a **count**.\n\n1. first, which is long enough to wrap\n2. second\n\n> quoted\n\n```python\nx = [1]  # new\n```"
            .to_owned(),
        step: StepPosition { number: 2, of: 4 },
        state: StepState::Open,
        goals: vec![
            goal("`x` has a refcount of 2", GoalState::Met),
            goal("the list was freed, and nothing else was: `y` is still alive", GoalState::JustMet),
            goal("`gc.collect()` returned 2", GoalState::Unmet),
        ],
        hints: HintView { shown: vec!["Think of *names*.".to_owned()], total: 3 },
        prediction: Some(PredictionView { question: "What is `x`?".to_owned(), ..PredictionView::default() }),
        suggested: Some("for i in range(3):\n    y = x".to_owned()),
    }
}

#[test]
fn lessons() {
    let keys = LessonKeys {
        next: "Enter".to_owned(),
        hint: "Alt-h".to_owned(),
        predict: "Alt-a".to_owned(),
        answer: "Enter".to_owned(),
        suggestion: "Tab".to_owned(),
        lessons: "F2".to_owned(),
        scroll: "PgDn".to_owned(),
    };
    let view = lesson();
    for (width, height, scroll) in [(34, 34, 0), (46, 16, 3), (76, 9, 0), (30, 4, 0)] {
        let picture = picture(width, height, |paint, area, buf| {
            LessonPane { view: Some(&view), scroll, room: Room::Ample, keys: &keys, paint }.render(area, buf);
        });
        assert_snapshot!(format!("lesson_{width}_{height}"), picture);
    }
    let picture = picture(30, 5, |paint, area, buf| {
        LessonPane { view: None, scroll: 0, room: Room::Ample, keys: &keys, paint }.render(area, buf);
    });
    assert_snapshot!("lesson_none", picture);
}

#[test]
fn the_title_gives_way() {
    let status = Status { python: "3.14.5".to_owned(), statement: 12, ..Status::default() };
    let view = lesson();
    let notice = Notice::error("gcscope made a mistake\x07");
    let mut pictures = Vec::new();
    for width in [140, 90, 70, 60] {
        pictures.push(picture(width, 1, |paint, area, buf| {
            TitleBar { status: &status, lesson: Some(&view), notice: None, paint }.render(area, buf);
        }));
    }
    pictures.push(picture(60, 1, |paint, area, buf| {
        TitleBar { status: &status, lesson: Some(&view), notice: Some(&notice), paint }.render(area, buf);
    }));
    assert_snapshot!(pictures.join("\n"));
}

#[test]
fn console() {
    let mut transcript = Transcript::default();
    transcript.push_input("for n in 1, 2:\n    print(n)");
    transcript.push(TranscriptKind::Stdout, "1\n2\n");
    transcript.push_input("1/0");
    transcript.push(TranscriptKind::Stderr, "ZeroDivisionError: division by zero\n");
    transcript.push(TranscriptKind::Note, "A note of our own is prose, and is wrapped between words.");
    let transcript = transcript.view(Window::bottom(0, 20));
    let mut editor = Editor::default();
    for c in "print('a statement that is wider than the pane')".chars() {
        editor.insert_char(c);
    }
    for (name, height) in [("console", 14), ("console_low", 5)] {
        let picture = picture(36, height, |paint, area, buf| {
            let pane = ConsolePane {
                transcript: &transcript,
                editor: &editor,
                focus: Focus::Active,
                placeholder: String::new(),
                running: None,
                paint,
            };
            assert!(pane.render(area, buf).is_some(), "the cursor is in sight");
        });
        assert_snapshot!(name, picture);
    }
}

//! What is exported is what other programs read: DOT and XML by parsers of their own, Mermaid and asciicast by their
//! grammars, and a played asciicast shows the session.

use gcscope::memory::Version;
use gcscope::session::Session;
use gcscope::session::export::Format;
use gcscope::session::graph::Attention;
use gcscope::session::moments::Moment;
use gcscope::tui::picture;
use ratatui::crossterm::event::KeyCode::{Enter, Home};

use crate::play::Play;

/// Sessions with texts that could break a format.
const SESSIONS: &[&[&str]] = &[
    &[],
    &["import gc", "l = []; l.append(l)", "del l", "gc.collect()"],
    &[
        "import weakref",
        "class N: pass",
        "a = N(); a.other = N(); a.other.other = a; w = weakref.ref(a); b = [w, a]",
        "d = {'\"quoted\"': [1], 'back\\\\slash': [2], 'line\\nbreak': [3], '<&>': [4], '|[]{}': [5], '#;`': [6]}",
        "del a, b",
    ],
    &["名前 = ['長い名前', {'é': []}]", "x = {'\\x1b[31m': [7], '\\x00': [8], '\\ud800': [9], '\\u202e': [10]}"],
    &[
        "objs = [[i] for i in range(300)]",
        "ring = [[] for i in range(90)]; [ring[i].append(ring[i-1]) for i in range(90)]",
    ],
    &["print('\\x1b]0;title\\x07 ``` ~~~')", "1/0", "def f():\n    return '`' * 5\n", "f()", "= ="],
];

/// Every export of every session at every so many moments.
fn each(format: Format, mut judge: impl FnMut(&str)) {
    for (version, statements) in SESSIONS.iter().map(|statements| (Version::V3_13, *statements)) {
        let mut session = Session::new(version);
        for statement in statements {
            session.submit(statement);
        }
        judge(&session.export(format, &Attention::default()));
        for statement in 0..statements.len() {
            let events = session.told(statement).map_or(0, |told| told.events);
            for event in (0..events).step_by((events / 4).max(1)) {
                let moment = Moment { statement, event };
                let past = session.at(moment).expect("a moment");
                let told = session.narrate(moment, &past);
                judge(&past.export(format, &Attention { chosen: None, lit: told.lit, edge: told.edge }));
            }
        }
    }
}

#[test]
fn dot_is_what_graphviz_reads() {
    let mut nodes = 0;
    each(Format::Dot, |text| {
        let graph = graphviz_rust::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let graphviz_rust::dot_structures::Graph::DiGraph { stmts, .. } = graph else { panic!("no digraph\n{text}") };
        nodes += stmts.len();
    });
    assert!(nodes > 500, "{nodes}");
}

#[test]
fn svg_is_well_formed() {
    each(Format::Svg, |text| {
        let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert!(document.root_element().has_tag_name(("http://www.w3.org/2000/svg", "svg")));
    });
}

#[test]
fn the_screen_as_svg_is_well_formed() {
    for (size, statements) in [(80, 24), (120, 36), (200, 60)].into_iter().zip(SESSIONS.iter().skip(1)) {
        let mut play = Play::sandbox(size.0, size.1);
        for statement in *statements {
            play.paste(statement).keys(&[Enter]);
        }
        for _ in 0..2 {
            let text = picture::of_state(play.state());
            let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert!(document.root_element().has_tag_name(("http://www.w3.org/2000/svg", "svg")));
            play.alt('m').keys(&[Home]);
        }
    }
}

/// The flowchart grammar as far as it is used: a node in one of three shapes, an arrow with or without a text, a class.
#[test]
fn mermaid_keeps_to_its_grammar() {
    let is_id =
        |text: &str| text.strip_prefix('n').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    // Between quotes Mermaid takes anything but quotes and line ends; `#` begins a character's name.
    let is_quoted = |text: &str| {
        let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        inside.is_some_and(|text| !text.contains(['"', '<', '>', '\n']) && !text.chars().any(char::is_control))
    };
    let shape = |text: &str| {
        let shapes = [("([", "])"), ("[[", "]]"), ("[", "]")];
        shapes.into_iter().any(|(open, close)| {
            text.strip_prefix(open).and_then(|text| text.strip_suffix(close)).is_some_and(is_quoted)
        })
    };
    let is_link = |line: &str| {
        ["-.->", "==>", "-->"].into_iter().any(|arrow| {
            let Some((from, to)) = line.split_once(&format!(" {arrow}")) else { return false };
            let target = match to.strip_prefix('|') {
                Some(labelled) => match labelled.rsplit_once("| ") {
                    Some((label, target)) if is_quoted(label) => target,
                    _ => return false,
                },
                None => to.trim_start(),
            };
            is_id(from) && is_id(target)
        })
    };
    each(Format::Mermaid, |text| {
        let mut lines = text.lines();
        assert_eq!(lines.next(), Some("flowchart LR"));
        for line in lines {
            let line = line.strip_prefix("  ").unwrap_or(line);
            let end = line.find(['(', '[']).unwrap_or(0);
            let is_node = is_id(&line[..end]) && shape(&line[end..]);
            let is_class = line.starts_with("classDef ") || line.starts_with("class ");
            assert!(is_node || is_link(line) || is_class, "{line}\n{text}");
        }
    });
}

/// Version 2: a header, then events whose times never go back; what a terminal makes of them is the session.
#[test]
fn an_asciicast_plays() {
    each(Format::Asciicast, |text| {
        let mut lines = text.lines();
        let header: serde_json::Value = serde_json::from_str(lines.next().expect("a header")).expect("JSON");
        assert_eq!(header["version"], 2);
        let size = |name: &str| header[name].as_u64().and_then(|size| u16::try_from(size).ok()).expect("a size");
        let mut screen = vt100::Parser::new(size("height"), size("width"), 10_000);
        let mut last = 0.0;
        for line in lines {
            let event: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
            let event = event.as_array().expect("an event");
            let (time, code, data) = (event[0].as_f64(), event[1].as_str(), event[2].as_str());
            let (time, data) = (time.expect("a time"), data.expect("a text"));
            assert_eq!((event.len(), code, time >= last), (3, Some("o"), true), "{line}");
            last = time;
            screen.process(data.as_bytes());
        }
        let shown = screen.screen().contents();
        assert!(shown.trim_end().ends_with(">>>"), "{shown}");
    });
    let mut session = Session::new(Version::V3_13);
    session.submit("x = 6");
    session.submit("x * 7");
    let cast = session.export(Format::Asciicast, &Attention::default());
    let mut screen = vt100::Parser::new(30, 100, 0);
    for line in cast.lines().skip(1) {
        let event: serde_json::Value = serde_json::from_str(line).expect("JSON");
        screen.process(event[2].as_str().expect("a text").as_bytes());
    }
    assert_eq!(screen.screen().contents().trim_end(), ">>> x = 6\n>>> x * 7\n42\n>>>");
}

#[test]
fn markdown_keeps_its_fences() {
    each(Format::Markdown, |text| {
        let mut open: Option<&str> = None;
        for line in text.lines() {
            let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
            match open {
                None if ticks.len() >= 3 => open = Some(ticks),
                Some(fence) if line == fence => open = None,
                _ => {}
            }
        }
        assert_eq!(open, None, "{text}");
    });
}

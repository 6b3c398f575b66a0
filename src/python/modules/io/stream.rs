//! Open streams and the in-memory file system of a session. Nothing here touches the real disk.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Where a stream's bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Stdin,
    Stdout,
    Stderr,
    /// A file, by its absolute path.
    File(String),
    /// In the stream itself: `StringIO`, `BytesIO`.
    Own,
}

/// An open stream.
#[derive(Clone, Debug)]
pub struct Stream {
    pub kind: Kind,
    pub own: Vec<u8>,
    /// In bytes.
    pub position: usize,
    pub readable: bool,
    pub writable: bool,
    /// Writing always happens at the end.
    pub append: bool,
    pub closed: bool,
    pub newlines: Newlines,
}

/// How text mode reads and writes ends of lines: `newline=` of `open`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Newlines {
    /// `None`: `\r` and `\r\n` are read as `\n`.
    Universal,
    /// `''`: lines end in any of the three, and are read as they are.
    AnyKept,
    /// `'\n'`: nothing is translated, as for bytes.
    #[default]
    Feed,
    /// `'\r'`: lines end in it, and `\n` is written as it.
    Return,
    /// `'\r\n'`: lines end in it, and `\n` is written as it.
    ReturnFeed,
}

impl Newlines {
    /// Of the argument's text; `None` where it is none of the five.
    #[must_use]
    pub fn named(newline: Option<&str>) -> Option<Self> {
        match newline {
            None => Some(Self::Universal),
            Some("") => Some(Self::AnyKept),
            Some("\n") => Some(Self::Feed),
            Some("\r") => Some(Self::Return),
            Some("\r\n") => Some(Self::ReturnFeed),
            Some(_) => None,
        }
    }

    /// Bytes of the first line with its end.
    #[must_use]
    pub fn line_length(self, bytes: &[u8]) -> usize {
        let after = |end: &[u8]| memchr::memmem::find(bytes, end).map(|at| at + end.len());
        let found = match self {
            Self::Feed => after(b"\n"),
            Self::Return => after(b"\r"),
            Self::ReturnFeed => after(b"\r\n"),
            Self::Universal | Self::AnyKept => {
                memchr::memchr2(b'\r', b'\n', bytes).map(|at| match bytes.get(at..at + 2) {
                    Some(b"\r\n") => at + 2,
                    _ => at + 1,
                })
            }
        };
        found.unwrap_or(bytes.len())
    }

    /// What is read, as the program sees it.
    #[must_use]
    pub fn read(self, text: String) -> String {
        if self == Self::Universal && text.contains('\r') {
            text.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            text
        }
    }

    /// What is written for a text.
    #[must_use]
    pub fn written(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Return => text.replace('\n', "\r").into(),
            Self::ReturnFeed => text.replace('\n', "\r\n").into(),
            Self::Universal | Self::AnyKept | Self::Feed => text.into(),
        }
    }

    /// Bytes of so many characters, as the program sees them.
    #[must_use]
    pub fn length_of(self, text: &str, count: usize) -> usize {
        let mut rest = text;
        for _ in 0..count {
            let mut chars = rest.chars();
            let pair = chars.next() == Some('\r') && self == Self::Universal && chars.clone().next() == Some('\n');
            if pair {
                chars.next();
            }
            rest = chars.as_str();
            if rest.is_empty() {
                break;
            }
        }
        text.len() - rest.len()
    }
}

impl Stream {
    #[must_use]
    pub fn standard(kind: Kind) -> Self {
        let readable = kind == Kind::Stdin;
        Self {
            kind,
            own: Vec::new(),
            position: 0,
            readable,
            writable: !readable,
            append: false,
            closed: false,
            newlines: Newlines::Feed,
        }
    }

    /// `StringIO` and `BytesIO`.
    #[must_use]
    pub fn own(contents: Vec<u8>) -> Self {
        Self {
            kind: Kind::Own,
            own: contents,
            position: 0,
            readable: true,
            writable: true,
            append: false,
            closed: false,
            newlines: Newlines::Feed,
        }
    }
}

/// The file system and the table of open streams.
#[derive(Clone, Debug, Default)]
pub struct Files {
    files: BTreeMap<String, Vec<u8>>,
    directories: BTreeSet<String>,
    streams: Vec<Stream>,
}

/// Where relative paths begin.
pub const HOME: &str = "/home/learner";

impl Files {
    /// The number of a new stream.
    pub fn add(&mut self, stream: Stream) -> i64 {
        self.streams.push(stream);
        self.streams.len() as i64 - 1
    }

    #[must_use]
    pub fn stream(&self, number: i64) -> Option<&Stream> {
        self.streams.get(usize::try_from(number).ok()?)
    }

    pub fn stream_mut(&mut self, number: i64) -> Option<&mut Stream> {
        self.streams.get_mut(usize::try_from(number).ok()?)
    }

    /// The path from the root, without `.` and `..`.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        let full = if path.starts_with('/') { path.to_owned() } else { format!("{HOME}/{path}") };
        let mut parts: Vec<&str> = Vec::new();
        for part in full.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        format!("/{}", parts.join("/"))
    }

    #[must_use]
    pub fn parent(&self, path: &str) -> String {
        match path.rsplit_once('/') {
            Some(("", _)) | None => "/".to_owned(),
            Some((parent, _)) => parent.to_owned(),
        }
    }

    #[must_use]
    pub fn is_directory(&self, path: &str) -> bool {
        matches!(path, "/" | "/home" | HOME | "/tmp") || self.directories.contains(path)
    }

    #[must_use]
    pub fn exists(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.is_directory(path)
    }

    #[must_use]
    pub fn read(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    pub fn write(&mut self, path: &str, contents: Vec<u8>) {
        self.files.insert(path.to_owned(), contents);
    }

    /// False when there was none.
    pub fn remove(&mut self, path: &str) -> bool {
        self.files.remove(path).is_some()
    }

    pub fn make_directory(&mut self, path: &str) {
        self.directories.insert(path.to_owned());
    }

    pub fn remove_directory(&mut self, path: &str) -> bool {
        self.directories.remove(path)
    }

    /// The names in a directory.
    #[must_use]
    pub fn list(&self, directory: &str) -> Vec<String> {
        let prefix = if directory == "/" { "/".to_owned() } else { format!("{directory}/") };
        let inside = |path: &String| {
            path.strip_prefix(&prefix).filter(|rest| !rest.is_empty() && !rest.contains('/')).map(str::to_owned)
        };
        self.directories.iter().chain(self.files.keys()).filter_map(inside).collect()
    }

    /// The bytes of a stream, wherever they are.
    #[must_use]
    pub fn contents(&self, number: i64) -> &[u8] {
        match self.stream(number) {
            Some(Stream { kind: Kind::File(path), .. }) => self.read(path).unwrap_or(&[]),
            Some(stream) => &stream.own,
            None => &[],
        }
    }

    /// Up to `count` bytes from the position on, which moves behind them.
    pub fn take(&mut self, number: i64, count: usize) -> Vec<u8> {
        let position = self.stream(number).map_or(0, |s| s.position);
        let contents = self.contents(number);
        let end = position.saturating_add(count).min(contents.len());
        let taken = contents.get(position..end).unwrap_or(&[]).to_vec();
        if let Some(stream) = self.stream_mut(number) {
            stream.position = position.max(end.min(position + taken.len()));
        }
        taken
    }

    /// Writes at the position (or the end), which moves behind it.
    pub fn put(&mut self, number: i64, bytes: &[u8]) {
        let Some(stream) = self.stream(number) else { return };
        let length = self.contents(number).len();
        let position = if stream.append { length } else { stream.position };
        let path = match &stream.kind {
            Kind::File(path) => Some(path.clone()),
            _ => None,
        };
        let target = match &path {
            Some(path) => self.files.get_mut(path),
            None => self.stream_mut(number).map(|s| &mut s.own),
        };
        if let Some(target) = target {
            if target.len() < position {
                target.resize(position, 0);
            }
            let over = bytes.len().min(target.len() - position);
            target[position..position + over].copy_from_slice(&bytes[..over]);
            target.extend_from_slice(&bytes[over..]);
        }
        if let Some(stream) = self.stream_mut(number) {
            stream.position = position + bytes.len();
        }
    }

    /// Bytes between the end of the contents and the position, which writing fills with zeros.
    #[must_use]
    pub fn gap(&self, number: i64) -> usize {
        let position = self.stream(number).map_or(0, |s| s.position);
        position.saturating_sub(self.contents(number).len())
    }

    /// Cuts or lengthens the contents.
    pub fn resize(&mut self, number: i64, length: usize) {
        let Some(stream) = self.stream_mut(number) else { return };
        match stream.kind.clone() {
            Kind::File(path) => {
                if let Some(contents) = self.files.get_mut(&path) {
                    contents.resize(length, 0);
                }
            }
            _ => stream.own.resize(length, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writing_and_reading_back() {
        let mut files = Files::default();
        let path = files.absolute("a/../notes.txt");
        assert_eq!(path, "/home/learner/notes.txt");
        files.write(&path, Vec::new());
        let stream = Stream { kind: Kind::File(path), ..Stream::own(Vec::new()) };
        let number = files.add(stream);
        files.put(number, b"hello");
        assert_eq!(files.take(number, 9), b"");
        files.stream_mut(number).unwrap().position = 1;
        assert_eq!(files.take(number, 3), b"ell");
        assert_eq!(files.list("/home/learner"), ["notes.txt"]);
    }
}

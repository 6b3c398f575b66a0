//! The module `time`: a clock of the session that starts at a fixed moment and moves a little with each look, so that
//! runs repeat. Sleeping moves it on at once.

use crate::memory::Ref;
use crate::python::builtins::structseq;
use crate::python::dialect::modules::gone_from_time;
use crate::python::vm::known::{self, types};
use crate::python::vm::native::{Args, Arity, ModuleDef, Native};
use crate::python::vm::{Raised, Res, Vm};

pub const MODULE: ModuleDef = ModuleDef {
    name: "time",
    functions: &[
        Native::function("time", Arity::Zero, |vm, _| seconds(vm, EPOCH)),
        Native::function("perf_counter", Arity::Zero, |vm, _| seconds(vm, 0)),
        Native::function("monotonic", Arity::Zero, |vm, _| seconds(vm, 0)),
        Native::function("process_time", Arity::Zero, |vm, _| seconds(vm, 0)),
        Native::function("thread_time", Arity::Zero, |vm, _| seconds(vm, 0)),
        Native::function("clock", Arity::Zero, |vm, _| seconds(vm, 0)),
        Native::function("time_ns", Arity::Zero, |vm, _| nanoseconds(vm, EPOCH)),
        Native::function("perf_counter_ns", Arity::Zero, |vm, _| nanoseconds(vm, 0)),
        Native::function("monotonic_ns", Arity::Zero, |vm, _| nanoseconds(vm, 0)),
        Native::function("process_time_ns", Arity::Zero, |vm, _| nanoseconds(vm, 0)),
        Native::function("sleep", Arity::One, sleep),
        Native::function("gmtime", Arity::Range(0, 1), gmtime),
        Native::function("localtime", Arity::Range(0, 1), gmtime),
        Native::function("strftime", Arity::Range(1, 2), strftime),
        Native::function("ctime", Arity::Range(0, 1), ctime),
        Native::function("asctime", Arity::Range(0, 1), ctime),
        Native::function("mktime", Arity::One, mktime),
        Native::function("strptime", Arity::Range(1, 2), strptime),
    ],
    fill: Some(fill),
};

/// The session's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    nanoseconds: i64,
}

/// The moment a session begins: 2026-01-01 12:00:00 UTC, in nanoseconds.
const EPOCH: i64 = 1_767_268_800_000_000_000;

/// How far each look at the clock moves it.
const TICK: i64 = 1_000;

impl Clock {
    /// Where it stands, without a look.
    pub fn now(&self) -> i64 {
        self.nanoseconds
    }

    pub fn pass(&mut self, nanoseconds: i64) {
        self.nanoseconds = self.nanoseconds.saturating_add(nanoseconds);
    }

    pub fn look(&mut self) -> i64 {
        self.nanoseconds += TICK;
        self.nanoseconds
    }
}

fn fill(vm: &mut Vm, dict: Ref) -> Result<(), Raised> {
    vm.dict_set_str(dict, "struct_time", types::STRUCT_TIME);
    super::set_int(vm, dict, "timezone", 0);
    super::set_int(vm, dict, "altzone", 0);
    super::set_int(vm, dict, "daylight", 0);
    let zones = [vm.str("UTC"), vm.str("UTC")];
    let zones = vm.tuple(&zones);
    super::set_owned(vm, dict, "tzname", zones);
    super::remove(vm, dict, gone_from_time(vm.dialect.version));
    Ok(())
}

fn seconds(vm: &mut Vm, from: i64) -> Res {
    let now = from + vm.clock.look();
    Ok(vm.float(now as f64 / 1e9))
}

fn nanoseconds(vm: &mut Vm, from: i64) -> Res {
    let now = from + vm.clock.look();
    Ok(vm.int(now))
}

/// `strptime(string[, format])`: by the library module that `datetime` uses, too.
fn strptime(vm: &mut Vm, args: Args) -> Res {
    let given = args.to_vec(vm);
    vm.call_of_module("_strptime", "parse_time", &given)
}

fn sleep(vm: &mut Vm, args: Args) -> Res {
    let time = args.at(vm, 0);
    let time = super::math::float_arg(vm, time)?;
    if time < 0.0 || time.is_nan() {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    if time == 0.0 {
        vm.yield_thread()?;
        return vm.done();
    }
    let until = vm.clock.now().saturating_add((time * 1e9).min(1e18) as i64);
    vm.wait(Some(until))?;
    vm.done()
}

/// Seconds since 1970 of an argument, or now.
fn moment(vm: &mut Vm, value: Ref) -> Res<i64> {
    if value.is_null() || value == known::NONE {
        return Ok((EPOCH + vm.clock.look()) / 1_000_000_000);
    }
    Ok(super::math::float_arg(vm, value)?.floor() as i64)
}

/// Year, month, day, hour, minute, second, weekday (0: Monday), day of the year.
fn civil(seconds: i64) -> [i64; 8] {
    let (days, time) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_march_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_march_year + 2) / 153;
    let day = day_of_march_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][usize::try_from(month - 1).unwrap_or(0)];
    let day_of_year = before + day + i64::from(leap && month > 2);
    [year, month, day, time / 3600, time / 60 % 60, time % 60, (days + 3).rem_euclid(7), day_of_year]
}

fn gmtime(vm: &mut Vm, args: Args) -> Res {
    let at = args.at(vm, 0);
    let at = moment(vm, at)?;
    let mut items: Vec<Ref> = civil(at).iter().map(|&n| vm.int(n)).collect();
    items.push(vm.int(0));
    Ok(structseq::make(vm, types::STRUCT_TIME, &items))
}

/// The fields of a `struct_time` argument, or of now.
fn fields(vm: &mut Vm, value: Ref) -> Res<[i64; 8]> {
    let Some(items) = (!value.is_null()).then(|| vm.items(value).map(<[Ref]>::to_vec)).flatten() else {
        let at = moment(vm, value)?;
        return Ok(civil(at));
    };
    let mut found = [0; 8];
    for (place, item) in found.iter_mut().zip(items) {
        *place = vm.as_int(item).unwrap_or(0);
    }
    Ok(found)
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn name_of(names: &'static [&'static str], index: i64) -> &'static str {
    usize::try_from(index).ok().and_then(|i| names.get(i).copied()).unwrap_or("?")
}

/// `strftime` for the codes in common use.
#[must_use]
pub fn formatted(format: &str, f: [i64; 8]) -> String {
    let [year, month, day, hour, minute, second, weekday, year_day] = f;
    let mut text = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        let part = match chars.next() {
            Some('Y') => year.to_string(),
            Some('y') => format!("{:02}", year % 100),
            Some('m') => format!("{month:02}"),
            Some('d') => format!("{day:02}"),
            Some('e') => format!("{day:2}"),
            Some('H') => format!("{hour:02}"),
            Some('I') => format!("{:02}", if hour % 12 == 0 { 12 } else { hour % 12 }),
            Some('M') => format!("{minute:02}"),
            Some('S') => format!("{second:02}"),
            Some('j') => format!("{year_day:03}"),
            Some('p') => (if hour < 12 { "AM" } else { "PM" }).to_owned(),
            Some('A') => name_of(&DAYS, weekday).to_owned(),
            Some('a') => name_of(&DAYS, weekday).chars().take(3).collect(),
            Some('B') => name_of(&MONTHS, month - 1).to_owned(),
            Some('b' | 'h') => name_of(&MONTHS, month - 1).chars().take(3).collect(),
            Some('w') => ((weekday + 1) % 7).to_string(),
            Some('F') => format!("{year}-{month:02}-{day:02}"),
            Some('T') => format!("{hour:02}:{minute:02}:{second:02}"),
            Some('c') => formatted("%a %b %e %T %Y", f),
            Some('x') => formatted("%m/%d/%y", f),
            Some('X') => formatted("%T", f),
            Some('Z') => "UTC".to_owned(),
            Some('z') => "+0000".to_owned(),
            Some('%') => "%".to_owned(),
            Some(other) => format!("%{other}"),
            None => "%".to_owned(),
        };
        text.push_str(&part);
    }
    text
}

fn strftime(vm: &mut Vm, args: Args) -> Res {
    let (format, time) = (args.at(vm, 0), args.at(vm, 1));
    let format = super::text_arg(vm, format, "strftime()")?;
    let fields = fields(vm, time)?;
    Ok(vm.string(formatted(&format, fields)))
}

fn ctime(vm: &mut Vm, args: Args) -> Res {
    let time = args.at(vm, 0);
    let fields = fields(vm, time)?;
    Ok(vm.string(formatted("%c", fields)))
}

fn mktime(vm: &mut Vm, args: Args) -> Res {
    let time = args.at(vm, 0);
    let [year, month, day, hour, minute, second, ..] = fields(vm, time)?;
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let days = era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468;
    Ok(vm.float((days * 86_400 + hour * 3600 + minute * 60 + second) as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found() {
        assert_eq!(civil(0), [1970, 1, 1, 0, 0, 0, 3, 1]);
        assert_eq!(civil(951_782_400), [2000, 2, 29, 0, 0, 0, 1, 60]);
        assert_eq!(formatted("%Y-%m-%d %H:%M", civil(EPOCH / 1_000_000_000)), "2026-01-01 12:00");
    }
}

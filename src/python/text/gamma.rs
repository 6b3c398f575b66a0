//! The gamma function and its logarithm, by Lanczos' approximation as `Modules/mathmodule.c` has it (`m_tgamma`,
//! `m_lgamma`), so that the last bit is CPython's.

use std::f64::consts::PI;

const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = 5.524_680_040_776_73;
const LOG_PI: f64 = 1.144_729_885_849_400_2;

const NUMERATOR: [f64; 13] = [
    23_531_376_880.410_76,
    42_919_803_642.649_1,
    35_711_959_237.355_67,
    17_921_034_426.037_21,
    6_039_542_586.352_028,
    1_439_720_407.311_721_7,
    248_874_557.862_054_15,
    31_426_415.585_400_194,
    2_876_370.628_935_372_4,
    186_056.265_395_223_5,
    8_071.672_002_365_816,
    210.824_277_751_579_35,
    2.506_628_274_631_000_2,
];
/// Of x (x + 1) … (x + 11).
const DENOMINATOR: [f64; 13] = [
    0.0,
    39_916_800.0,
    120_543_840.0,
    150_917_976.0,
    105_258_076.0,
    45_995_730.0,
    13_339_535.0,
    2_637_558.0,
    357_423.0,
    32_670.0,
    1_925.0,
    66.0,
    1.0,
];

fn lanczos_sum(x: f64) -> f64 {
    let pairs = NUMERATOR.iter().zip(&DENOMINATOR);
    let (num, den) = if x < 5.0 {
        pairs.rev().fold((0.0, 0.0), |(num, den), (n, d)| (num * x + n, den * x + d))
    } else {
        pairs.fold((0.0, 0.0), |(num, den), (n, d)| (num / x + n, den / x + d))
    };
    num / den
}

/// sin(πx), exact where it is 0 or 1.
fn sin_pi(x: f64) -> f64 {
    let y = x.abs() % 2.0;
    let r = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    r.copysign(r * x.signum())
}

/// NaN where it is not defined, infinity where it is too large.
#[must_use]
pub fn gamma(x: f64) -> f64 {
    if !x.is_finite() {
        return if x == f64::NEG_INFINITY { f64::NAN } else { x };
    }
    if x == x.floor() {
        if x <= 0.0 {
            return f64::NAN;
        }
        if x <= 23.0 {
            return (1..x as u64).map(|n| n as f64).product();
        }
    }
    let size = x.abs();
    if size < 1e-20 {
        return 1.0 / x;
    }
    if size > 200.0 {
        return if x < 0.0 { 0.0 / sin_pi(x) } else { f64::INFINITY };
    }
    let y = size + G_MINUS_HALF;
    // How much the sum was rounded.
    let z = if size > G_MINUS_HALF { (y - size) - G_MINUS_HALF } else { (y - G_MINUS_HALF) - size } * G / y;
    let power = |r: f64, by: fn(f64, f64) -> f64| {
        if size < 140.0 {
            by(r, y.powf(size - 0.5))
        } else {
            let root = y.powf(size / 2.0 - 0.25);
            by(by(r, root), root)
        }
    };
    if x < 0.0 {
        let r = -PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        power(r - z * r, |r, by| r / by)
    } else {
        let r = lanczos_sum(size) / y.exp();
        power(r + z * r, |r, by| r * by)
    }
}

/// The logarithm of the absolute value; NaN where it is not defined.
#[must_use]
pub fn ln_gamma(x: f64) -> f64 {
    if !x.is_finite() {
        return x.abs();
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { f64::NAN } else { 0.0 };
    }
    let size = x.abs();
    if size < 1e-20 {
        return -size.ln();
    }
    let mut r = lanczos_sum(size).ln() - G;
    r += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 { LOG_PI - sin_pi(size).abs().ln() - size.ln() - r } else { r }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_of_cpython() {
        assert_eq!([gamma(5.0), gamma(0.5), gamma(-1.5), gamma(4.2)], GAMMAS);
        assert!(gamma(0.0).is_nan() && gamma(-3.0).is_nan() && gamma(172.0).is_infinite());
        assert_eq!([ln_gamma(0.5), ln_gamma(10.0), ln_gamma(-2.5), ln_gamma(1e5)], LOGARITHMS);
    }

    const GAMMAS: [f64; 4] = [24.0, 1.7724538509055159, 2.3632718012073544, 7.756689535793181];
    const LOGARITHMS: [f64; 4] = [0.5723649429247004, 12.801827480081467, -0.05624371649767457, 1051287.7089736566];
}

//! Inverse hyperbolic functions by the formulas of the C library (fdlibm's `s_asinh.c`, `e_acosh.c`, `e_atanh.c`), so that
//! the last bit is what CPython prints.

use std::f64::consts::LN_2;

const LARGE: f64 = (1_u64 << 28) as f64;
const SMALL: f64 = 1.0 / LARGE;

#[must_use]
pub fn asinh(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() || size < SMALL {
        return x;
    }
    let result = if size > LARGE {
        size.ln() + LN_2
    } else if size > 2.0 {
        (2.0 * size + 1.0 / ((x * x + 1.0).sqrt() + size)).ln()
    } else {
        let square = x * x;
        (size + square / (1.0 + (1.0 + square).sqrt())).ln_1p()
    };
    result.copysign(x)
}

/// NaN below 1.
#[must_use]
pub fn acosh(x: f64) -> f64 {
    if x < 1.0 {
        f64::NAN
    } else if x > LARGE {
        x.ln() + LN_2
    } else if x > 2.0 {
        (2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt())).ln()
    } else {
        let over = x - 1.0;
        (over + (2.0 * over + over * over).sqrt()).ln_1p()
    }
}

/// NaN where it is not defined, at 1 and -1 too.
#[must_use]
pub fn atanh(x: f64) -> f64 {
    let size = x.abs();
    if size >= 1.0 {
        return f64::NAN;
    }
    if size < SMALL {
        return x;
    }
    let double = size + size;
    let result = if size < 0.5 {
        0.5 * (double + double * size / (1.0 - size)).ln_1p()
    } else {
        0.5 * (double / (1.0 - size)).ln_1p()
    };
    result.copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_of_cpython() {
        assert_eq!([asinh(0.5), asinh(-3.0), asinh(1e300)], ASINH);
        assert_eq!([acosh(1.5), acosh(10.0)], ACOSH);
        assert_eq!([atanh(0.25), atanh(-0.75)], ATANH);
        assert!(acosh(0.5).is_nan() && atanh(1.0).is_nan());
    }

    const ASINH: [f64; 3] = [0.48121182505960347, -1.8184464592320668, 691.4686750787736];
    const ACOSH: [f64; 2] = [0.9624236501192069, 2.993222846126381];
    const ATANH: [f64; 2] = [0.25541281188299536, -0.9729550745276566];
}

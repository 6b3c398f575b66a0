"""Text in HTML: escape and unescape."""

import re

__all__ = ["escape", "unescape"]


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


# The names of HTML 4: those of U+00A0 to U+00FF, and others.
_LATIN = """
    nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute
    micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig
    Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash
    Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute
    ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc
    uuml yacute thorn yuml
""".split()
_OTHERS = """
    OElig 0152 oelig 0153 Scaron 0160 scaron 0161 Yuml 0178 fnof 0192 circ 02c6 tilde 02dc Alpha 0391 Beta 0392
    Gamma 0393 Delta 0394 Epsilon 0395 Zeta 0396 Eta 0397 Theta 0398 Iota 0399 Kappa 039a Lambda 039b Mu 039c Nu 039d
    Xi 039e Omicron 039f Pi 03a0 Rho 03a1 Sigma 03a3 Tau 03a4 Upsilon 03a5 Phi 03a6 Chi 03a7 Psi 03a8 Omega 03a9
    alpha 03b1 beta 03b2 gamma 03b3 delta 03b4 epsilon 03b5 zeta 03b6 eta 03b7 theta 03b8 iota 03b9 kappa 03ba
    lambda 03bb mu 03bc nu 03bd xi 03be omicron 03bf pi 03c0 rho 03c1 sigmaf 03c2 sigma 03c3 tau 03c4 upsilon 03c5
    phi 03c6 chi 03c7 psi 03c8 omega 03c9 thetasym 03d1 upsih 03d2 piv 03d6 ensp 2002 emsp 2003 thinsp 2009 zwnj 200c
    zwj 200d lrm 200e rlm 200f ndash 2013 mdash 2014 lsquo 2018 rsquo 2019 sbquo 201a ldquo 201c rdquo 201d
    bdquo 201e dagger 2020 Dagger 2021 bull 2022 hellip 2026 permil 2030 prime 2032 Prime 2033 lsaquo 2039
    rsaquo 203a oline 203e frasl 2044 euro 20ac image 2111 weierp 2118 real 211c trade 2122 alefsym 2135 larr 2190
    uarr 2191 rarr 2192 darr 2193 harr 2194 crarr 21b5 lArr 21d0 uArr 21d1 rArr 21d2 dArr 21d3 hArr 21d4 forall 2200
    part 2202 exist 2203 empty 2205 nabla 2207 isin 2208 notin 2209 ni 220b prod 220f sum 2211 minus 2212 lowast 2217
    radic 221a prop 221d infin 221e ang 2220 and 2227 or 2228 cap 2229 cup 222a int 222b there4 2234 sim 223c
    cong 2245 asymp 2248 ne 2260 equiv 2261 le 2264 ge 2265 sub 2282 sup 2283 nsub 2284 sube 2286 supe 2287
    oplus 2295 otimes 2297 perp 22a5 sdot 22c5 lceil 2308 rceil 2309 lfloor 230a rfloor 230b lang 2329 rang 232a
    loz 25ca spades 2660 clubs 2663 hearts 2665 diams 2666
""".split()
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NAMED.update((name, chr(code)) for code, name in enumerate(_LATIN, 0xA0))
_NAMED.update((name, chr(int(code, 16))) for name, code in zip(_OTHERS[::2], _OTHERS[1::2]))
# These do without a semicolon.
_OLD = {name for name, char in _NAMED.items() if ord(char) < 256 and name != "apos"}


def _replace(match):
    s = match.group(1)
    if s[0] == "#":
        number = int(s[2:].rstrip(";"), 16) if s[1] in "xX" else int(s[1:].rstrip(";"))
        if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF or number == 0:
            return "\ufffd"
        return chr(number)
    name = s.rstrip(";")
    if s.endswith(";") and name in _NAMED:
        return _NAMED[name]
    for end in range(len(name), 1, -1):
        if name[:end] in _OLD:
            return _NAMED[name[:end]] + s[end:]
    return "&" + s


_charref = re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


def unescape(s):
    return _charref.sub(_replace, s) if "&" in s else s

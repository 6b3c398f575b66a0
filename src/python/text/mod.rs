//! Pure text work: number formatting, the format mini-language, string methods. Knows nothing of the heap.

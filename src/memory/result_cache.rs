//! What `functools.lru_cache` keeps: results by their calls' keys, and which of them was used longest ago
//! (`lru_cache_object` in `Modules/_functoolsmodule.c`). Pure: counts no references and calls nothing.

use super::Ref;

/// How many results are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// `maxsize=0`: calls are counted, nothing is kept.
    Nothing,
    /// `maxsize=None`.
    Everything,
    /// The last ones used, so many.
    Latest(usize),
}

/// Whether arguments that are equal but of different types have results of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyTypes {
    Ignored,
    Told,
}

/// A kept result, in the order of use. The cache holds all three objects; the dict of results holds `object` and `key`,
/// too.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// What stands for this link in the dict.
    pub object: Ref,
    pub key: Ref,
    pub result: Ref,
    pub hash: i64,
    older: u32,
    newer: u32,
}

/// No link.
const END: u32 = u32::MAX;

/// What a new cache holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    pub results: Ref,
    pub function: Ref,
    pub mark: Ref,
    pub info: Ref,
}

#[derive(Clone, Debug)]
pub struct ResultCache {
    /// The dict: key → result, or key → link object where there is a limit.
    pub results: Ref,
    pub function: Ref,
    /// What stands between positional and keyword arguments in keys.
    pub mark: Ref,
    /// The class of link objects, which is built in: nothing counts it.
    pub link_class: Ref,
    /// The class of what `cache_info()` gives.
    pub info: Ref,
    pub bound: Bound,
    pub key_types: KeyTypes,
    pub hits: i64,
    pub misses: i64,
    links: Vec<Link>,
    oldest: u32,
    newest: u32,
}

impl ResultCache {
    #[must_use]
    pub fn new(parts: Parts, link_class: Ref, bound: Bound, key_types: KeyTypes) -> Self {
        let Parts { results, function, mark, info } = parts;
        Self {
            results,
            function,
            mark,
            link_class,
            info,
            bound,
            key_types,
            hits: 0,
            misses: 0,
            links: Vec::new(),
            oldest: END,
            newest: END,
        }
    }

    /// The links, the one used longest ago first.
    pub fn links(&self) -> impl Iterator<Item = &Link> {
        std::iter::successors(self.links.get(self.oldest as usize), |link| self.links.get(link.newer as usize))
    }

    /// The result at `at` is used now.
    pub fn use_link(&mut self, at: usize) -> Option<Ref> {
        let result = self.links.get(at)?.result;
        if at as u32 != self.newest {
            self.unlink(at);
            self.append(at);
        }
        Some(result)
    }

    /// A new link, the newest; says where it is.
    pub fn push(&mut self, object: Ref, key: Ref, result: Ref, hash: i64) {
        self.links.push(Link { object, key, result, hash, older: END, newer: END });
        self.append(self.links.len() - 1);
    }

    /// Where the next link that is pushed will be.
    #[must_use]
    pub fn next_place(&self) -> usize {
        self.links.len()
    }

    /// Takes the link used longest ago out of the order; [`ResultCache::put_back`] fills it anew.
    pub fn take_oldest(&mut self) -> Option<(usize, Link)> {
        let at = self.oldest as usize;
        let link = *self.links.get(at)?;
        self.unlink(at);
        Some((at, link))
    }

    /// A link that was taken out, with another key and result, becomes the newest.
    pub fn put_back(&mut self, at: usize, key: Ref, result: Ref, hash: i64) {
        if let Some(link) = self.links.get_mut(at) {
            (link.key, link.result, link.hash) = (key, result, hash);
            self.append(at);
        }
    }

    /// All that the links held, from the oldest on, for the caller to release.
    pub fn take_links(&mut self) -> Vec<Ref> {
        let held = self.links().flat_map(|link| [link.object, link.key, link.result]).collect();
        (self.links, self.oldest, self.newest) = (Vec::new(), END, END);
        held
    }

    /// Everything it holds, in the order in which `tp_clear` drops it.
    pub fn take_parts(&mut self) -> Vec<Ref> {
        let links = self.take_links();
        let parts = [&mut self.results, &mut self.function, &mut self.mark, &mut self.info];
        parts.map(std::mem::take).into_iter().chain(links).collect()
    }

    fn unlink(&mut self, at: usize) {
        let Some(&Link { older, newer, .. }) = self.links.get(at) else { return };
        match self.links.get_mut(older as usize) {
            Some(link) => link.newer = newer,
            None => self.oldest = newer,
        }
        match self.links.get_mut(newer as usize) {
            Some(link) => link.older = older,
            None => self.newest = older,
        }
    }

    fn append(&mut self, at: usize) {
        let newest = self.newest;
        if let Some(link) = self.links.get_mut(at) {
            (link.older, link.newer) = (newest, END);
        }
        match self.links.get_mut(newest as usize) {
            Some(link) => link.newer = at as u32,
            None => self.oldest = at as u32,
        }
        self.newest = at as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(cache: &ResultCache) -> Vec<u32> {
        cache.links().map(|link| link.key.index() as u32).collect()
    }

    #[test]
    fn links_stand_in_the_order_of_use() {
        let mut cache = ResultCache::new(Parts::default(), Ref::NULL, Bound::Latest(3), KeyTypes::Ignored);
        for key in 1..=3 {
            cache.push(Ref::NULL, Ref::from_index(key), Ref::NULL, 0);
        }
        cache.use_link(0);
        assert_eq!(keys(&cache), [2, 3, 1]);
        let (at, oldest) = cache.take_oldest().unwrap();
        assert_eq!((oldest.key.index(), keys(&cache)), (2, vec![3, 1]));
        cache.put_back(at, Ref::from_index(4), Ref::NULL, 0);
        assert_eq!(keys(&cache), [3, 1, 4]);
        assert_eq!(cache.take_links().len(), 9);
        assert!(keys(&cache).is_empty() && cache.take_oldest().is_none());
    }
}

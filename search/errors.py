"""Errors of the search room."""

from schemas.errors import DiskFull, LontarError, Unavailable


class IndexBusy(Unavailable):
    code, title, status = "index-busy", "Index is being written", 503
    sentence = "The index %(path)s is being written by another process."
    advice = "Stop the other `lontar run`, `lontar work` or `lontar reindex` of this home, or wait until it ends."


class TooDeep(LontarError):
    code, title, status = "too-deep", "Too far down the list", 400
    sentence = "Sorted by relevance a list goes down to place %(most)s only."
    advice = "Narrow the search, or sort by date: that list has no end."


class IndexAway(Unavailable):
    """Also a server that is there but is stopped, or is no Elasticsearch."""

    code, title = "index-away", "Search is away"
    sentence = "Search is away: %(url)s cannot be reached (%(why)s)."
    advice = "The letters are safe, and what changes is searchable once it is back. Check the server and LONTAR_INDEX."


class IndexGone(Unavailable):
    """Also an index that was swapped for another while it was asked: who asks again finds the new one."""

    code, title = "index-gone", "Index is gone"
    sentence = "Search is away: %(url)s has no such index any more (%(why)s)."
    advice = "The letters are safe. Run `lontar reindex`: it builds the index anew."


class IndexRefused(Unavailable):
    code, title = "index-refused", "Search refuses us"
    sentence = "Search is away: %(url)s does not let us in (%(why)s)."
    advice = (
        "The letters are safe. Check LONTAR_INDEX_USER and LONTAR_INDEX_PASSWORD, or LONTAR_INDEX_API_KEY, and what "
        "they may do."
    )


class IndexUntrusted(Unavailable):
    code, title = "index-untrusted", "Search server is not trusted"
    sentence = "Search is away: the certificate of %(url)s cannot be trusted (%(why)s)."
    advice = (
        "The letters are safe. Name the file with the certificates that it is checked by in LONTAR_INDEX_CA, and in "
        "LONTAR_INDEX the host that it was made for."
    )


class IndexTooOld(Unavailable):
    code, title = "index-too-old", "Search server too old"
    sentence = "Search is away: %(url)s is Elasticsearch %(version)s, and %(least)s or newer is needed."
    advice = "The letters are safe. Bring the server up to date, or name another one in LONTAR_INDEX."


class IndexLacks(Unavailable):
    code, title = "index-lacks", "Search server lacks a part"
    sentence = "Search is away: %(url)s cannot hold our index (%(why)s)."
    advice = "The letters are safe. Install Elasticsearch with all its own modules, or name another in LONTAR_INDEX."


class IndexNewer(Unavailable):
    code, title = "index-newer", "Index of a newer Lontar"
    sentence = "The index %(name)s was made by a newer version of Lontar (%(mark)s, this one makes %(own)s)."
    advice = "Bring this Lontar up to date, name another index in LONTAR_INDEX, or run `lontar reindex`."


class IndexDrifted(Unavailable):
    code, title = "index-drifted", "Index was changed by hand"
    sentence = "The index on %(url)s is not laid out as Lontar made it (%(why)s)."
    advice = "The letters are safe. Run `lontar reindex`: it builds the index anew beside this one."


class IndexFull(DiskFull):
    """Elasticsearch closes an index to writing when its disk is nearly full."""

    code, title = "index-full", "No room for the index"
    sentence = "%(url)s (LONTAR_INDEX) has no room left on its disk and takes no more letters (%(why)s)."
    advice = "The letters are safe, and what is indexed can be searched. Free some room there: it goes on by itself."


class IndexHurried(Unavailable):
    code, title = "index-hurried", "Search server has too much to do"
    sentence = "The search server takes no more for now (%(why)s)."
    advice = "The letters are safe, and what waits is indexed later."


class TooLargeToIndex(Unavailable):
    code, title = "too-large-to-index", "Letter too large for the index"
    sentence = "The search server does not take the letter %(id)s: its text has %(size)s bytes."
    advice = "Raise http.max_content_length in elasticsearch.yml above that: the index waits for this letter."


class RebuildLost(Unavailable):
    code, title = "rebuild-lost", "Index was built by another"
    sentence = "The new build %(name)s of the index is gone: another `lontar reindex` began after this one."
    advice = "Nothing was lost. Wait until the other one ends."

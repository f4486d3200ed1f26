"""`python -m web.i18n`: the sentences that still need an Indonesian one, as entries to fill in."""

from web.i18n.sentences import missing

if __name__ == "__main__":
    for sentence in missing("id"):
        print(f'msgid "{sentence}"\nmsgstr ""\n')

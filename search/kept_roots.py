"""Roots that the words used most do not show to be ones. They are written by hand, of words that letters may hold: what
is left out here is taken apart as any other word.
"""

_LOOK_DERIVED = (
    "adalah adapun alami alangkah apakah arisan arkeologi asasi astronomi audiensi babi badai bagan bagasi bahan "
    "bahari bahkan balai bangkai bangku bantah barusan beberapa beranda berangkat berani berapa berisik berkah "
    "berkas berlian beruang bukankah cukai cuti dari delapan demi demikian dengan dimensi dinas dinding dingin "
    "direktorat disinfektan divisi ekonomi emisi empati erosi firman gawai gerai gladi ironi jangan jari jerami "
    "kalian kalori kami kari kasihan kawasan kebaya kedap kedung kejam kejang kekar kelabu kelam kelamin kelereng "
    "kelola kelontong keluar kemari kemarin kembali kemeja kemiri kemudi kemudian kenang kenapa kenari kental "
    "kepada kepala keponakan kerah keramat kerang kerangka keranjang kerap kereta kering keringat kerut kesatria "
    "ketik ketika ketimbang ketua kompresi kunci kuningan kursi laki lamban langkah lantai lengan lintah majalah "
    "makalah mandiri masalah masjid materi maupun medali melati melayu memang memar membran memori mempelai "
    "menang menara mendiang mendung mengapa mentah mental mentega menteri mentimun mentor merah merak merana "
    "mereka merica milisi misi misteri mulai nasi naskah nyaman otonomi padi pandai pangan pangkat pangku pantai "
    "papan partai paskah pedal pedang pedoman pegawai pekat pekerti pelampung pelan pelana pelangi pelat pelita "
    "peluang pematang pemerintah pemuda pendapa pengantin penggawa peniti penjuru penting perak perang perangai "
    "perangkat peranti perawan perawi percuma perdana perdata perempuan perhati perihal perilaku peringkat "
    "perisai peristiwa perjaka perkara perlahan permadani permanen permata permen permisi pernah persegi persen "
    "persis person pertama pertiwi perut perwira pesat pesisir petak petaka petang petik petinggi petisi petuah "
    "polisi politisi praktisi psikologi rantai rasi rentan ringan risalah safari sandi santai sari sebentar "
    "seberang sedang sedikit sedimen segala segenap segera sehingga sejajar sejarah sejati sekadar sekali sekar "
    "sekarang sekat sekitar sekolah seksi selagi selaku selalu selancar selang selat selatan selokan seluncur "
    "semak semarak sembilan semen semenanjung sementara senang senar senat sendiri seni senin senyawa sepak "
    "seperti seragam serai serak serakah serang serangga serasi serat seraya serikat sering sesuatu setan setor "
    "sisi sosiologi sungkan survei tali tandatangan tangan teknisi teologi terang terapi terasi teratai terjal "
    "terjang terkadang terlalu terminal terong tetapi tingkah tirai tirani tunggak tungku walaupun wangi "
)
"""They begin or end as if with an affix, but have a meaning of their own: who looks for an order (perintah) does not
mean the government (pemerintah), which stands in every letterhead."""
_SELDOM_DERIVED = "acu aju aku anyam api bingkis hampar keruk lingkung ramu rintang rombong runding susur taut uap "
"""They are short, or too few words prove them: lingkungan alone is of lingkung."""
KEPT = frozenset(_LOOK_DERIVED.split() + _SELDOM_DERIVED.split())

"""The text of whole letters of many offices, each in a form of its own, with what belongs to other papers on them."""

from tests.ingest.fields.pages import centred

RIGHT = " " * 50
POLICE = f"""
KEPOLISIAN NEGARA REPUBLIK INDONESIA
          DAERAH TANJUNG
          RESOR SUKAMAJU
Jalan Bhayangkara 1 Sukamaju 51234

{RIGHT}Sukamaju,    Januari 2020
Nomor       : B/     /I/KEP./2020/Reskrim
Klasifikasi : BIASA
Lampiran    : satu berkas
Perihal     : pemberitahuan dimulainya
              penyidikan

{RIGHT}Kepada
{RIGHT}Yth. KEPALA KEJAKSAAN NEGERI SUKAMAJU
{RIGHT}di
{RIGHT}Sukamaju

1.   Rujukan Laporan Polisi Nomor LP/12/I/2020 tanggal 2 Januari 2020.

2.   Bersama ini diberitahukan bahwa penyidikan telah dimulai.

{RIGHT}a.n. KEPALA KEPOLISIAN RESOR SUKAMAJU
{RIGHT}KASAT RESKRIM



{RIGHT}BANYU WIRAGATI, S.H.
{RIGHT}AJUN KOMISARIS POLISI NRP 70010001

Tembusan :
1. Kapolres Sukamaju.
2. Ketua Pengadilan Negeri Sukamaju.
"""
MINISTRY = f"""
                 KEMENTERIAN PERINDUSTRIAN REPUBLIK INDONESIA
                 DIREKTORAT JENDERAL INDUSTRI LOGAM
                 Jalan Gatot 52 Kav 5, Jakarta 12950 Telp. (021) 5255509

Nomor    : B 771 /ILMATE/VII/2024                          5 Juli 2024
Sifat    : Segera
Lampiran : 2 (dua) lembar
Hal      : Undangan Sosialisasi Standar

Yth.
1. Direktur Utama PT Arum Jaya;
2. Ketua Asosiasi Logam Tanjung.
di tempat

Dalam rangka penerapan standar, kami mengundang Saudara menghadiri sosialisasi yang akan diselenggarakan
pada hari Selasa, 16 Juli 2024 pukul 08.30 s.d. 12.00 WIB bertempat di Ruang Garuda, untuk membahas standar.
Konfirmasi paling lambat tanggal 12 Juli 2024 melalui surel.

{RIGHT}Direktur Jenderal,



{RIGHT}Larasati Puspanegara
"""
COURT = f"""
{centred("MAHKAMAH AGUNG REPUBLIK INDONESIA", "PENGADILAN AGAMA SUKAMAJU", "Jalan Hukum Nomor 5")}

{centred("SURAT TUGAS", "Nomor : 1931/KPA.W15-A12/HM2.1.4/IX/2024")}

Menimbang : a. bahwa surat Ketua Nomor 12/KPT/2024 tanggal 1 September 2024 meminta peserta;

{centred("M E N U G A S K A N")}

Kepada : 1. Nama    : Banyu Wiragati, S.H.
            NIP     : 19700231 199503 1 001
            Jabatan : Hakim
         2. Nama    : Larasati Puspanegara
            NIP     : 19800231 200503 2 001
            Jabatan : Panitera

Untuk  : mengikuti pelatihan pada tanggal 17 s.d. 19 September 2024 di Tanjung Arum.

{RIGHT}Dikeluarkan di Sukamaju
{RIGHT}pada tanggal 10 September 2024
{RIGHT}Plh. Ketua,



{RIGHT}Sekarlangit Banyubiru
"""
VILLAGE = f"""
{centred("PEMERINTAH KABUPATEN SUKAMAJU", "KECAMATAN RAWABENING", "DESA CEMPAKA", "Alamat : Jalan Raya Cempaka No. 3")}

Lamp.  : 1 bendel                                 Cempaka, 28 Sya'ban 1440 H
H a l  : Permohonan bantuan                                3 Mei 2019 M
         perbaikan jembatan                       Kepada
No     : 005/0378                                 Yth. Bapak Bupati Sukamaju
                                                  di -
         DITERIMA                                      SUKAMAJU
         Tgl. 9-5-2019
         No. 1783

          Dengan hormat, jembatan di desa kami rusak sejak tanggal 1 April 2019 sebagaimana surat kami
          Nomor 005/0311 tanggal 2 April 2019, sehingga kami mohon bantuan.

{RIGHT}Kepala Desa Cempaka,



{RIGHT}( BANYU WIRAGATI )

Tembusan disampaikan kepada Yth. :
1. Camat Rawabening (sebagai laporan)
2. Arsip.
"""
CIRCULAR = f"""
{centred("SEKRETARIAT DAERAH KABUPATEN SUKAMAJU", "Jalan Merdeka 1")}

{RIGHT}Sukamaju, 15 Maret 2021
{RIGHT}Kepada
{RIGHT}Yth. 1. Para Kepala Dinas;
{RIGHT}     2. Para Camat
{RIGHT}di -
{RIGHT}     SUKAMAJU

{centred("SURAT EDARAN", "NOMOR 443.1/512 TAHUN 2021", "TENTANG", "PENYESUAIAN JAM KERJA")}

Memperhatikan Peraturan Bupati Nomor 12 Tahun 2020 tanggal 5 Mei 2020, jam kerja disesuaikan. Laporan
disampaikan kepada Bagian Organisasi selambat-lambatnya 14 (empat belas) hari sejak tanggal surat ini.

{RIGHT}a.n. BUPATI SUKAMAJU
{RIGHT}SEKRETARIS DAERAH,
{RIGHT}u.b.
{RIGHT}ASISTEN ADMINISTRASI UMUM,



{RIGHT}Drs. BANYU WIRAGATI, M.Si.
{RIGHT}Pembina Utama Muda
{RIGHT}NIP. 19700231 199503 1 001
"""
COMMITTEE = f"""
PANITIA PEMBANGUNAN JEMBATAN
Sekretariat : Balai Desa Cempaka

Sukamaju, 3-V-1999

Kepada Yth.
Bapak Direktur PT Arum Jaya
di Tempat

{centred("Perihal : Permohonan bantuan semen", "dan pasir")}

Assalamu'alaikum, sehubungan dengan pembangunan jembatan kami mohon bantuan semen dan pasir seperlunya.

   Ketua,                                              Sekretaris,



   Banyu Wiragati                                      Larasati Puspanegara
"""
TAHUN = f"""
{centred("BUPATI SUKAMAJU", "PROVINSI TANJUNG", "", "KEPUTUSAN BUPATI SUKAMAJU", "NOMOR 12 TAHUN 1998", "TENTANG")}
{centred("PANITIA PENANGGULANGAN BANJIR", "", "BUPATI SUKAMAJU,")}

Menimbang : a. bahwa berdasarkan surat Gubernur Nomor 360/12/1998 tanggal 3 Februari 1998 perlu panitia;

Mengingat : 1. Undang-Undang Nomor 5 Tahun 1974;
"""
TAHUN_FOOT = f"""
KEDUA : Keputusan ini berlaku sejak tanggal ditetapkan.

{RIGHT}Ditetapkan di : Sukamaju
{RIGHT}Pada tanggal  : 9 Maret 1998
{RIGHT}BUPATI SUKAMAJU,

{RIGHT}ttd.

{RIGHT}H. BANYU WIRAGATI
"""
TAHUN_ANNEX = f"""
{RIGHT}LAMPIRAN KEPUTUSAN BUPATI SUKAMAJU
{RIGHT}NOMOR 13 TAHUN 1999
{RIGHT}TANGGAL 1 Mei 1999

1.  Ketua : Camat Rawabening

{RIGHT}SEKRETARIS DAERAH,



{RIGHT}LARASATI PUSPANEGARA
"""

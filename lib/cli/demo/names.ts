/**
 * The people of the demo: given name | family name | login, and for some the display name that their own script gives.
 * The first of each department leads it; the first of all leads everybody.
 */
const lines = `
Lena|Holm|lena.holm
Jonas|Lindqvist|jonas.lindqvist
Zoë|Ångström|zoe.angstrom
Ana|Pérez|ana.perez
Mei|Tanaka|mei.tanaka|Mei Tanaka 田中 芽衣
Amara|Okafor|amara.okafor
Søren|Kjærgaard|soren.kjaergaard
Priya|Raghunathan|priya.raghunathan
Łukasz|Wójcik|lukasz.wojcik
Олена|Шевченко|olena.shevchenko|Олена Шевченко
Noor|al-Haddad|noor.alhaddad|نور الحداد
Chidi|Nwosu|chidi.nwosu
Siobhán|Ó Briain|siobhan.obriain
Nguyễn|Minh Anh|minhanh.nguyen|Nguyễn Minh Anh
Wei|Zhang|wei.zhang|张伟
Yael|Ben-David|yael.bendavid|יעל בן־דוד
Mateus|Gonçalves|mateus.goncalves
Ingrid|Sæther|ingrid.saether
Θεοδώρα|Παπαδοπούλου|theodora.papadopoulou|Θεοδώρα Παπαδοπούλου
Kwame|Mensah|kwame.mensah
Ji-woo|Kim|jiwoo.kim|김지우
Aarav|Sharma|aarav.sharma|आरव शर्मा
François|Lefèvre|francois.lefevre
Björk|Guðmundsdóttir|bjork.gudmundsdottir
Tomáš|Dvořák|tomas.dvorak
Fatima|Zahra|fatima.zahra|فاطمة الزهراء
Oluwaseun|Adebayo|oluwaseun.adebayo
Hiroshi|Yamamoto|hiroshi.yamamoto|山本 浩
Márta|Szűcs|marta.szucs
Liam|O’Connor|liam.oconnor
Giulia|D’Angelo|giulia.dangelo
Ivana|Petrović|ivana.petrovic
Mehmet|Yıldız|mehmet.yildiz
Nino|Beridze|nino.beridze|ნინო ბერიძე
Ararat|Hakobyan|ararat.hakobyan|Արարատ Հակոբյան
Somchai|Srisuk|somchai.srisuk|สมชาย ศรีสุข
Ewa|Dąbrowska|ewa.dabrowska
Anders|Bjørnstad|anders.bjornstad
Xochitl|Hernández|xochitl.hernandez
Leilani|Kahananui|leilani.kahananui
Daniel|Weiß|daniel.weiss
Chloé|Moreau|chloe.moreau
Rasmus|Tamm|rasmus.tamm
Aigerim|Nurlanova|aigerim.nurlanova|Айгерім Нұрланова
Dmitri|Volkov|dmitri.volkov|Дмитрий Волков
Sunita|Gurung|sunita.gurung
Tariq|Mahmood|tariq.mahmood|طارق محمود
Niamh|Gallagher|niamh.gallagher
Pedro|Antunes|pedro.antunes
Sanne|van den Berg|sanne.vandenberg
Thandiwe|Dlamini|thandiwe.dlamini
Cătălin|Ionescu|catalin.ionescu
Marek|Hruška|marek.hruska
Ayşe|Kaya|ayse.kaya
Emre|Çelik|emre.celik
Kenji|Watanabe|kenji.watanabe|渡辺 健二
Sofía|Muñoz|sofia.munoz
Rui|Chen|rui.chen|陈睿
Haruka|Sato|haruka.sato|佐藤 遥
Viktória|Kováčová|viktoria.kovacova
Jānis|Bērziņš|janis.berzins
Rūta|Kazlauskaitė|ruta.kazlauskaite
Petra|Novak|petra.novak
Luka|Horvat|luka.horvat
Élodie|Dubois|elodie.dubois
Karim|Benali|karim.benali
Astrid|Nygård|astrid.nygard
Elias|Virtanen|elias.virtanen
Aino|Mäkelä|aino.makela
Peter|Schäfer|peter.schafer
Katarzyna|Zielińska|katarzyna.zielinska
Bruno|Conceição|bruno.conceicao
Maya|Cohen|maya.cohen
Devon|Clarke|devon.clarke
Grace|Whitfield|grace.whitfield
Marcus|Ellington|marcus.ellington
Naomi|Fairchild|naomi.fairchild
Oscar|Delgado|oscar.delgado
Paloma|Ibáñez|paloma.ibanez
Quentin|Roux|quentin.roux
Rosa|Benedetti|rosa.benedetti
Samuel|Asante|samuel.asante
Tuva|Hedlund|tuva.hedlund
Ulrich|Brandt|ulrich.brandt
Valentina|Greco|valentina.greco
Wanjiru|Kamau|wanjiru.kamau
Ximena|Vargas|ximena.vargas
Yusuf|Demir|yusuf.demir
Zuzana|Malá|zuzana.mala
Arjun|Menon|arjun.menon
Beatriz|Figueiredo|beatriz.figueiredo
Callum|Fraser|callum.fraser
Dalia|Haddad|dalia.haddad
Ebba|Sjöström|ebba.sjostrom
Farid|Rahimi|farid.rahimi
Greta|Müller|greta.muller
Hassan|Yusuf|hassan.yusuf
Isabella|Rossi|isabella.rossi
Jakub|Nowak|jakub.nowak
Kofi|Boateng|kofi.boateng
Lucía|Fernández|lucia.fernandez
Milan|Jovanović|milan.jovanovic
Nadia|Karimova|nadia.karimova
Otto|Lehtinen|otto.lehtinen
Pooja|Iyer|pooja.iyer
Rafael|Souza|rafael.souza
Saoirse|Kelly|saoirse.kelly
Takumi|Ito|takumi.ito|伊藤 拓海
Uma|Krishnan|uma.krishnan
Vera|Lindholm|vera.lindholm
William|Ashworth|william.ashworth
Xin|Li|xin.li|李欣
Yara|Mansour|yara.mansour
Zainab|Bello|zainab.bello
Abel|Tesfaye|abel.tesfaye
Birgitta|Falk|birgitta.falk
Cormac|Byrne|cormac.byrne
Delphine|Girard|delphine.girard
Enzo|Marchetti|enzo.marchetti
Freja|Mortensen|freja.mortensen
Gabriel|Araújo|gabriel.araujo
Hanna|Koskinen|hanna.koskinen
Ilse|de Vries|ilse.devries
`;

export interface Name {
  readonly given: string;
  readonly family: string;
  /** ASCII, the part of an e-mail address before the @. */
  readonly login: string;
  readonly display: string;
}

export const names: readonly Name[] = lines
  .trim()
  .split("\n")
  .map((line) => {
    const [given = "", family = "", login = "", display = `${given} ${family}`] = line.split("|");
    return { given, family, login, display };
  });

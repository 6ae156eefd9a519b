/** Given and family names by region, each with its Latin spelling where its own script is another. */
export interface NameList {
  readonly country: string;
  readonly language: string;
  readonly city: string;
  readonly dialling: string;
  readonly given: readonly string[];
  readonly family: readonly string[];
}

const list = (
  [country, language, city, dialling]: readonly [string, string, string, string],
  given: string,
  family: string,
): NameList => ({ country, language, city, dialling, given: given.split(" "), family: family.split(" ") });

/** `김민준=Minjun`: how it is written, and how it is spelled in a login. */
export const nameLists: readonly NameList[] = [
  list(
    ["SE", "sv-SE", "Göteborg", "+46 31"],
    "Åsa Björn Ebba Östen Linnéa Håkan Maja Göran",
    "Lindqvist Öberg Åkesson Sjöström Nyström Bäck",
  ),
  list(
    ["GB", "en-GB", "Leeds", "+44 113"],
    "Olivia George Amelia Harry Isla Noah Freya Oscar",
    "Clarke O’Neill Hughes Bennett-Ward Murray Shah",
  ),
  list(
    ["ES", "es-ES", "Sevilla", "+34 95"],
    "Lucía Íñigo Begoña Álvaro Núria José Ángeles Martín",
    "García Núñez Ibáñez Muñoz Peña López",
  ),
  list(
    ["PL", "pl-PL", "Łódź", "+48 42"],
    "Łukasz Zofia Grażyna Michał Świętosława Bożena Paweł Ewa",
    "Wójcik Żak Dąbrowska Śliwa Łuczak Kępa",
  ),
  list(["VN", "vi-VN", "Đà Nẵng", "+84 236"], "Minh Anh Thảo Đức Hương Tuấn Ngọc Phúc", "Nguyễn Trần Phạm Đặng Bùi Võ"),
  list(
    ["TR", "tr-TR", "İzmir", "+90 232"],
    "İpek Çağrı Ayşe Oğuz Şule Gökçe Ümit Işıl",
    "Yıldız Şahin Öztürk Çelik Güneş Ağaoğlu",
  ),
  list(
    ["GR", "el-GR", "Θεσσαλονίκη", "+30 231"],
    "Θεοδώρα=Theodora Νίκος=Nikos Ελένη=Eleni Σωτήρης=Sotiris",
    "Παπαδοπούλου=Papadopoulou Ζαφείρης=Zafeiris Αλεξίου=Alexiou",
  ),
  list(
    ["UA", "uk-UA", "Львів", "+380 32"],
    "Олена=Olena Юрій=Yurii Їванна=Yivanna Тарас=Taras",
    "Шевченко=Shevchenko Ґудзик=Gudzyk Єременко=Yeremenko",
  ),
  list(
    ["JP", "ja-JP", "京都市", "+81 75"],
    "美咲=Misaki 翔太=Shota 結衣=Yui 健一=Kenichi",
    "田中=Tanaka 渡邉=Watanabe 髙橋=Takahashi",
  ),
  list(["CN", "zh-CN", "成都市", "+86 28"], "伟=Wei 秀英=Xiuying 子轩=Zixuan 雨=Yu", "张=Zhang 王=Wang 欧阳=Ouyang"),
  list(["KR", "ko-KR", "부산", "+82 51"], "민준=Minjun 서연=Seoyeon 지우=Jiwoo 하은=Haeun", "김=Kim 이=Lee 박=Park"),
  list(
    ["IN", "hi-IN", "पुणे", "+91 20"],
    "आरव=Aarav प्रिया=Priya ईशान=Ishaan काव्या=Kavya",
    "शर्मा=Sharma राव=Rao द्विवेदी=Dwivedi",
  ),
  list(
    ["EG", "ar-EG", "القاهرة", "+20 2"],
    "نور=Noor يوسف=Youssef فاطمة=Fatima طارق=Tariq",
    "الحداد=AlHaddad منصور=Mansour عبد_الله=Abdallah",
  ),
  list(
    ["IL", "he-IL", "חיפה", "+972 4"],
    "יעל=Yael דוד=David נועה=Noa איתן=Eitan",
    "כהן=Cohen בן־דוד=BenDavid לוי=Levy",
  ),
  list(
    ["GE", "ka-GE", "ბათუმი", "+995 422"],
    "ნინო=Nino გიორგი=Giorgi თამარი=Tamari ლევანი=Levani",
    "ბერიძე=Beridze გელაშვილი=Gelashvili კაპანაძე=Kapanadze",
  ),
  list(
    ["NG", "en-NG", "Ìbàdàn", "+234 2"],
    "Oluwaseun Chidi Ngozi Adébáyọ̀ Zainab Ifeoma Emeka Yétúndé",
    "Adeyemi Okafor Nwosu Ọlátúnjí Balogun Eze",
  ),
];

export const departments: readonly (readonly [name: string, titles: readonly string[]])[] = [
  ["Sales", ["Account Executive", "Sales Manager", "Sales Engineer"]],
  ["Customer Care", ["Agent", "Senior Agent", "Team Lead"]],
  ["Engineering", ["Engineer", "Staff Engineer", "Engineering Manager"]],
  ["Finance", ["Accountant", "Controller", "Analyst"]],
  ["People & Culture", ["HR Partner", "Recruiter"]],
  ["Operations", ["Dispatcher", "Planner", "Shift Lead"]],
];

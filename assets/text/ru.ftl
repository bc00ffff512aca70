# Words of the interface in Russian.
language-name = Русский
month-1 = января
month-alone-1 = январь
month-2 = февраля
month-alone-2 = февраль
month-3 = марта
month-alone-3 = март
month-4 = апреля
month-alone-4 = апрель
month-5 = мая
month-alone-5 = май
month-6 = июня
month-alone-6 = июнь
month-7 = июля
month-alone-7 = июль
month-8 = августа
month-alone-8 = август
month-9 = сентября
month-alone-9 = сентябрь
month-10 = октября
month-alone-10 = октябрь
month-11 = ноября
month-alone-11 = ноябрь
month-12 = декабря
month-alone-12 = декабрь
date-day = { $day } { $month } { $year } г.
date-day-of-year = { $day } { $month }
date-month = { $month } { $year } г.
date-year = { $year } г.
date-circa = около { $year } г.
date-circa-day = ок. { $day } { $month } { $year } г.
before-start = до { $year } г.
to-today = наши дни
area = { $km2 } км²
group-mark = { " " }
decimal-mark = ,
list-mark = { ", " }
colon = { ": " }
north = С
moment-end-of-year = состояние на последний день года
moment-last-day = состояние на последний день, охваченный данными
legend-unit = км²
legend-claimed-by = Притязания: { $name }
legend-line-treaty = Граница по действующему договору
legend-line-armistice = Линия контроля
legend-line-claim = Линия, заявленная одной стороной
legend-advance = Высадка или наступление
legend-stone = Пограничный знак
legend-towns = Город, более и менее 20 000
degrees-north = { $degrees } с. ш.
degrees-south = { $degrees } ю. ш.
degrees-east = { $degrees } в. д.
degrees-west = { $degrees } з. д.
foot-projection = Равновеликая азимутальная проекция Ламберта, центр { $lat } { $lon }
foot-scale = Масштаб { $scale }
foot-between = { " · " }
foot-tints = окраска моря: { $depths } м
landings-title = Высадки и наступления
kind-treaty = Договор или акт
kind-war = Война
kind-contact = Плавания и контакты
kind-incident = Инцидент
kind-diplomacy = Дипломатия
kind-administration = Управление
kind-disaster = Бедствие
status-sovereign = Суверенитет
status-treaty = Суверенитет по договору
status-occupation = Военная оккупация
status-control = Фактический контроль
status-joint = Совместное владение
status-posts = Торговые посты, без власти государства
status-none = Вне власти государств
status-disputed = Контроль, принадлежность оспаривается
status-undetermined = Не определено
confidence-high = Достоверность высокая
confidence-medium = Достоверность средняя
confidence-low = Достоверность низкая
claimed-by = притязания: { $names }
claim-dropped = притязания сняты: { $names }
article = Ст. { $number }
fact-date = Дата
fact-place = Место
fact-signed = Подписание
fact-ratified = Ратификация
fact-exchanged = Обмен грамотами
fact-in-force = Вступление в силу
fact-transferred = Передача
fact-lapsed = Утрата силы
fact-parties = Стороны
fact-people = Участники
fact-signatories = Подписали
fact-signed-for = Подписи: { $party }
fact-area = Площадь
fact-holders = Владельцы
holders-since = { $count ->
    [one] { $count } владелец с { $year } г.
    [few] { $count } владельца с { $year } г.
   *[other] { $count } владельцев с { $year } г.
}
card-in-year = { $year } год
card-events = { $count ->
    [0] нет событий
    [one] { $count } событие
    [few] { $count } события
   *[other] { $count } событий
}
card-no-event = В атласе нет событий этого года.
card-on-map = На карте
card-marks = Знаки на карте
card-touches = Затронуто
card-sources = { $count ->
    [one] { $count } источник
    [few] { $count } источника
   *[other] { $count } источников
}
card-selected = Выбрано
card-holders = Смена владельцев
card-island-events = События
card-why = Почему этот цвет?
card-close = Закрыть карточку
card-nothing-selected = Щёлкните остров, чтобы прочитать его историю.
menu-file = Файл
menu-view = Вид
menu-go = Переход
menu-help = Справка
command-save-picture = Сохранить изображение…
command-copy-picture = Копировать изображение
command-copy-link = Скопировать ссылку
command-undo = Отменить
command-redo = Вернуть
command-quit = Выход
command-fit = Вся карта
command-zoom-in = Приблизить
command-zoom-out = Отдалить
command-previous-year = Предыдущий год
command-next-year = Следующий год
command-previous-decade = На десять лет назад
command-next-decade = На десять лет вперёд
command-previous-change = Предыдущее изменение
command-next-change = Следующее изменение
command-start = Первый год
command-end = Последний год
command-play = Пуск или пауза
command-loop = Повторять
command-chart = Площадь по государствам
command-theme = Светлая или тёмная тема
command-graticule = Градусная сетка
command-labels = Названия
command-towns = Города
command-boundaries = Линии договоров
command-deselect = Снять выделение
command-about = Об атласе
menu-language = Язык
menu-speed = Скорость
menu-all = Меню
menu-rest = Ещё
speed-years = { $count ->
    [one] { $count } год в секунду
    [few] { $count } года в секунду
   *[other] { $count } лет в секунду
}
time-field = Год или дата
time-field-hint = 1905, 1905-10 или 1905-10-14
time-all = Все земли
time-slider = Время
time-play = Пуск
time-pause = Пауза
map-name = Карта
chart-title = Площади по держателям (км²)
chart-hint = Щелчок по графику переносит к этому году.
close = Закрыть
save-title = Сохранить изображение
save-path = Файл (.png или .svg)
save-button = Сохранить
save-choose = Выбрать…
save-cancel = Отмена
save-done = Сохранено: { $path }
save-failed = Не сохранено: { $reason }
save-no-dialog = Окно выбора файла открыть нельзя; введите путь.
save-replaces = Файл { $path } уже существует. Заменить его?
save-replace = Заменить
link-copied = Ссылка на этот вид скопирована.
link-left-out = Пропущены неизвестные здесь части ссылки: { $parts }
copy-done = Изображение скопировано
copy-failed = Не скопировано: { $reason }
memory-damaged = Файл настроек прочитать не удалось ({ $reason }); действуют настройки по умолчанию.
about-data = Контуры: { $attribution }. Исторические сведения составлены для атласа; источники указаны в карточках.
about-version = Версия { $version }

born = род. { $day }
died = ум. { $day }

card-act = На основании
card-otherwise = С других точек зрения:
card-cite = Копировать ссылку для цитирования
card-wanted = Чего добивались стороны
card-agreed = О чём договорились
card-left-open = Что осталось нерешённым
card-before = Что к этому привело
card-after = Что за этим последовало
card-person = Персона
card-person-events = Участие в событиях

kinds-menu = Виды событий
kinds-all = Все виды
command-relief = Рельеф
command-depths = Глубины моря
command-waterlines = Водные линии
command-inland-waters = Озёра и реки
command-events = Знаки событий
command-insets = Врезки
command-disputes = Где точки зрения расходятся
disputes-short = Расхождения
disputes-on = { $day }: { $count ->
    [0] со всех точек зрения цвета одинаковы.
    [one] точки зрения расходятся по { $count } территории.
    [few] точки зрения расходятся по { $count } территориям.
   *[other] точки зрения расходятся по { $count } территориям.
}
command-search = Поиск…
search-title = Поиск
search-hint = Остров, город, имя, событие
search-nothing = Такого названия в атласе нет.
search-land = территория
search-place = место
search-person = персона
search-event = событие
length-km = { $length } км
length-m = { $length } м
command-panel = Боковая панель
town-size-1 = более 100 000 жителей
town-size-2 = более 20 000 жителей
town-size-3 = более 5000 жителей
town-size-4 = менее 5000 жителей

column-territory = Код
column-name = Название
column-holder = Владелец
column-status = Основание
column-since = С
column-until = До
column-claimants = Притязания
column-confidence = Достоверность
column-event = Код события
column-date = Дата
column-end = Окончание
column-kind = Вид
column-title = Событие
column-place = Место
column-in-force = В силе
column-area = Площадь
grade-high = высокая
grade-medium = средняя
grade-low = низкая
crash = Программа «{ $program }» завершена из-за собственной ошибки. Отчёт: { $path }
crash-unwritten = Программа «{ $program }» завершена из-за собственной ошибки; отчёт записать не удалось: { $reason }
crash-before = Прошлый сеанс завершился из-за ошибки программы. Отчёт: { $path }
about-licences = Программы в составе атласа и их лицензии
date-not-covered = Атлас охватывает дни с { $first } по { $last }.
search-group = группа территорий
search-date = дата
time-field-fault = Дата пишется так: 1905, октябрь 1905, 1905-10-14, 14.10.1905, 26 янв. 1855 ст. ст. или Ансэй 1.12.21.
citation = { $territory }, { $day }: { $holder }, { $right } ({ $basis }; { $confidence }). В: { $atlas } { $version }, точка зрения «{ $lens }», { $link }. Источники: { $sources }.
citation-event = { $title }, { $day } ({ $confidence }). В: { $atlas } { $version }, { $link }. Источники: { $sources }.
citation-accessed = { $citation } Дата обращения: { $day }.
citation-copied = Строка для ссылки скопирована в буфер обмена.
command-close = Закрыть верхнее
command-help = Как читать карту
help-reading = Карта
help-fill = Цвет суши — её владелец в этот день по вопросу, выбранному вверху.
help-hatch = Тонкие линии поверх него — притязание другой стороны, её цветом; у островов, где для них нет места, этого цвета контур.
help-stripes = Широкие полосы двух цветов — совместное владение.
help-dots = Точки — территория, которой не владело ни одно государство; она названа по жившим там народам.
help-lines = Красные линии — границы: сплошная по действующему договору, штриховая — где кончается контроль, пунктирная — если её проводит только одна сторона. Стрелки — высадки и наступления.
help-lenses = Кнопки вверху задают четыре вопроса; «Расхождения» перечисляют, где ответы различны.
help-confidence = В каждой карточке сказано, на чём она основана и насколько это надёжно.
help-keys = Клавиши
help-map-keys = Когда карта в фокусе (Tab): стрелки двигают её, + и − меняют масштаб, Shift и стрелка ведут к соседнему острову.
hint-first = Ведите по годам внизу, щёлкните остров или смените вопрос вверху. F1 — как читать карту.
time-loop = Повторять
time-speed = Скорость: { $count } лет в секунду
menu-text-size = Размер текста
percent = { $count } %
command-high-contrast = Высокая контрастность
command-less-motion = Меньше движения
command-table = Таблица на этот день
table-title = Кто чем владеет: { $day }
table-csv = Сохранить в CSV…
save-table-title = Сохранить таблицу
save-table-path = Файл (.csv)
save-table-ending = имя файла таблицы должно оканчиваться на .csv
legend-name = Легенда
map-territories = Территории на карте
live-name = Что изменилось
sentence-mark = { ". " }
spoken-territory = { $territory }: { $holder }, { $right }, { $since }
spoken-more = и ещё { $count }
spoken-lens = Точка зрения: { $lens }
spoken-card = Карточка: { $title }
since-day = с { $day }
since-about = начало: { $day }
since-start = ещё до { $year } г.
right-sovereign = суверенитет
right-treaty = по договору
right-occupation = военная оккупация
right-control = фактический контроль
right-joint = совместное владение
right-posts = торговые посты, без власти государства
right-none = вне власти государств
right-disputed = контроль, принадлежность оспаривается
right-undetermined = не определено
scroll-bar = Полоса прокрутки
month-short-1 = янв.
month-short-2 = февр.
month-short-3 = март
month-short-4 = апр.
month-short-5 = май
month-short-6 = июнь
month-short-7 = июль
month-short-8 = авг.
month-short-9 = сент.
month-short-10 = окт.
month-short-11 = нояб.
month-short-12 = дек.
time-today = сегодня
time-unfold = Развернуть: { $name }
time-fold = Свернуть: { $name }
time-crowd = События
command-previous-event = Предыдущее событие
command-next-event = Следующее событие
command-by-changes = Показывать от изменения к изменению
command-slower = Медленнее
command-faster = Быстрее
command-time-closer = Растянуть шкалу времени
command-time-farther = Сжать шкалу времени
command-time-whole = Вся шкала времени
until-day = до: { $day }
compare-changed = Что изменилось
compare-unchanged = Без изменений
compare-title = Сравнение
compare-with = с: { $what }
compare-date = Год или дата для сравнения
compare-lenses = Все точки зрения сразу
compare-side = Рядом
compare-swipe = Шторка
compare-diff = Различия
compare-swap = Поменять местами
compare-end = Закончить сравнение
compare-itself = Это тот же вид: выберите другой момент или другую точку зрения.
compare-same = Различий в принадлежности нет.
compare-divide = Граница между двумя картами
compare-territories = { $count ->
    [one] { $count } территория
    [few] { $count } территории
   *[other] { $count } территорий
}
command-compare = Сравнить с другим моментом или точкой зрения
command-compare-lenses = Все точки зрения сразу
command-stories = Истории…
story-leave = Выйти из истории
story-next = Дальше
story-back = Назад
story-play = Показывать историю
story-pause = Остановить историю
story-begin = Начать
story-stops = { $count ->
    [one] { $count } остановка
    [few] { $count } остановки
   *[other] { $count } остановок
}
story-resume = Продолжить «{ $title }»
story-none = В этом атласе пока нет историй.
story-drop = Сохранённая история откроется, если перетащить её файл на окно.
story-write = Написать свою
story-title = Название
story-summary = О чём она, одним предложением
story-stop = Остановка { $number }
story-text = Что рассказать на этой остановке
story-up = Раньше
story-down = Позже
story-remove = Убрать
story-add = Добавить этот вид
story-save = Сохранить…
story-unready = Истории нужны название и текст для каждой остановки.
save-story-title = Сохранить историю
save-story-path = Файл (.toml)
save-story-ending = имя файла истории оканчивается на .toml
ledger-of = Какая территория
ledger-areas = Площади
ledger-holders = Владельцы
ledger-save = Сохранить…
save-ledger-title = Сохранить ведомость
save-ledger-path = Файл (.png, .svg или .csv)

# Dates. Names that are parted by | are read alike; the first is written.
date-julian = { $day } { $month } ст. ст.
date-julian-year = { $day } { $month } { $year } г. ст. ст.
date-era = { $era } { $year }.{ $month }.{ $day }
date-era-intercalary = { $era } { $year }, вст. { $month }.{ $day }
date-era-year = { $era } { $year }
era-first-year = 1
date-read-julian = ст. ст. | ст. стиля | старый стиль | старого стиля | старому стилю | юлианский | юлианского
date-read-intercalary = вст. | вставной | вставного
date-read-filler = г. | гг. | год | года | году | от | по | го | день | месяц | месяца | н. э. | н. ст. | новый стиль | нового стиля | новому стилю
fact-calendars = Другие календари
date-not-known = { $when }, день неизвестен
date-no-month = Месяцы идут от 1 до 12.
date-no-intercalary = В том году нет вставного месяца.
date-other-intercalary = Единственный вставной месяц того года — следующий за его { $month }-м месяцем.
date-no-day = { $days ->
    [one] В том месяце { $days } день.
    [few] В том месяце { $days } дня.
   *[other] В том месяце { $days } дней.
}
date-outside-era = { $era }: с { $first } по { $last }
date-before-era = { $era }: с { $first }
date-before-calendar = Даты по эрам читаются начиная с { $first }
date-ambiguous = Это может быть { $first } или { $last } Пишите сначала год: 1905-10-14.
era-jokyo = Дзёкё
era-genroku = Гэнроку
era-hoei = Хоэй
era-shotoku = Сётоку
era-kyoho = Кёхо
era-genbun = Гэмбун | Гэнбун
era-kanpo = Кампо | Канпо
era-enkyo = Энкё
era-kanen = Канъэн | Канэн
era-horeki = Хорэки
era-meiwa = Мэйва
era-anei = Анъэй | Анэй
era-tenmei = Тэммэй | Тэнмэй
era-kansei = Кансэй
era-kyowa = Кёва
era-bunka = Бунка
era-bunsei = Бунсэй
era-tenpo = Тэмпо | Тэнпо
era-koka = Кока
era-kaei = Каэй
era-ansei = Ансэй
era-manen = Манъэн | Манэн
era-bunkyu = Бункю
era-genji = Гэндзи
era-keio = Кэйо
era-meiji = Мэйдзи
era-taisho = Тайсё
era-showa = Сёва
era-heisei = Хэйсэй
era-reiwa = Рэйва
stories-title = Истории
help-words = Слова о праве
word-sovereign = суверенитет, который тогда никто не оспаривал.
word-treaty = право по действующему договору.
word-control = фактическое управление, кому бы ни принадлежало право.
word-occupation = занято вооружённой силой; право может оставаться за другим.
word-joint = совместное владение двух государств без раздела.
word-posts = посты на чужой земле.
word-none = ни одно государство; земля её народа.
word-disputed = владеет одно государство, оспаривает другое.
word-undetermined = не решено, кому принадлежит.
read-whole = прочитано целиком
read-excerpt = прочитано частично
read-unread = для атласа заново не читалось
address-copied = Браузер открыть не удалось; адрес в буфере обмена.
fact-authentic = Аутентичные тексты
card-original = Словами текста: { $languages }
card-versions = Чем различаются тексты
glossary-title = Словарь
glossary-search = Слово
glossary-right = В карточках и таблицах
command-glossary = Словарь…
search-term = термин
command-sources = Источники…
sources-title = Источники
sources-search = Автор, название, место, примечание
sources-read = Прочитано
sources-all = все
sources-hint = Выберите источник, чтобы увидеть, что на нём основано.
sources-uses = { $count ->
    [0] На нём ничего не основано
    [one] На нём основана { $count } запись
    [few] На нём основаны { $count } записи
   *[other] На нём основано { $count } записей
}
source-kind-treaty = текст договора
source-kind-document = документ
source-kind-archive = архив
source-kind-book = книга
source-kind-article = статья
source-kind-web = веб-страница
source-kind-map = карта
source-kind-dataset = данные
uses-events = События
uses-originals = Слова договоров
uses-ledger = Кто чем владеет
uses-territories = Названия и примечания
uses-terms = Словарь
uses-counts = Население
uses-towns = Города
uses-map = Знаки на карте
column-source = Источник
column-author = Автор
column-year = Год
column-read = Прочитано
column-uses = Записей
card-inhabitants = Население
inhabitants-numbers = Числа и источники
inhabitants-chart = { $place }: население, { $first } – { $last }
command-confidence = Насколько это надёжно?
legend-doubt-medium = Средняя достоверность
legend-doubt-low = Низкая достоверность
help-doubt = «Насколько это надёжно?» в меню «Вид» кладёт тонкие горизонтальные линии на землю, цвет которой известен со средней достоверностью, частые — с низкой; причины перечислены на панели.
doubts-on = { $day }: { $count ->
    [0] цвет всей суши достоверен.
    [one] цвет { $count } территории средней или низкой достоверности.
    [few] цвет { $count } территорий средней или низкой достоверности.
   *[other] цвет { $count } территорий средней или низкой достоверности.
}

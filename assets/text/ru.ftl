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
claimed-by = притязает: { $names }
claim-dropped = более не притязает: { $names }
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
chart-title = Квадратные километры по государствам
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

citation = { $atlas } { $version }, взгляд «{ $lens }»: { $territory }, { $day }: { $holder } ({ $basis }). Источники: { $sources }
born = род. { $day }
died = ум. { $day }

card-act = На основании
card-otherwise = Другие взгляды:
card-cite = Копировать ссылку для цитирования
card-wanted = Чего добивались стороны
card-agreed = О чём договорились
card-left-open = Что осталось нерешённым
card-before = Что к этому привело
card-after = Что за этим последовало
card-person = Персона
card-person-events = Участие в событиях

kinds-menu = Виды
kinds-all = Все виды
command-relief = Рельеф
command-depths = Глубины моря
command-waterlines = Водные линии
command-inland-waters = Озёра и реки
command-events = Знаки событий
command-insets = Врезки
command-disputes = Где взгляды расходятся
disputes-short = Расхождения
disputes-on = { $day }: { $count ->
    [0] во всех взглядах цвета одинаковы.
    [one] взгляды расходятся по { $count } территории.
    [few] взгляды расходятся по { $count } территориям.
   *[other] взгляды расходятся по { $count } территориям.
}
command-search = Поиск…
search-title = Поиск
search-hint = Остров, город, имя, событие
search-nothing = Такого названия в атласе нет.
search-land = земля
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

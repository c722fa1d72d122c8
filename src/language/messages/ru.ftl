# Названия и части чисел
percent = { $number } %
less-than = менее { $value }
thousand = { $count ->
    [one] тысяча
    [few] тысячи
    [many] тысяч
   *[other] тысячи
}
million = { $count ->
    [one] миллион
    [few] миллиона
    [many] миллионов
   *[other] миллиона
}
billion = { $count ->
    [one] миллиард
    [few] миллиарда
    [many] миллиардов
   *[other] миллиарда
}
thousand-short = тыс.
million-short = млн
billion-short = млрд
interval = { $low } – { $high }
interval-from = от { $low } до { $high }

# Цены и дисконтирование
in-prices = в ценах { $year } года
discounted = с дисконтированием
not-discounted = без дисконтирования

# Столбцы
column-average = средние затраты
column-short-run = краткосрочные предельные затраты
column-long-run = долгосрочные предельные затраты
column-cashable = реально высвобождаемые средства бюджета

# Точки зрения и плательщики
perspective-public = все публичные плательщики
perspective-society = общество
level-state = государство
level-municipality = муниципалитет
level-donor = донор
level-insurer = страховщик
level-household = домохозяйство

# Показатели
measure-cost = затраты
measure-saving = экономия
measure-people = среднее число людей
measure-entries = число поступлений
measure-outcome = результат
measure-outcome-change = изменение результата

# Слова таблиц и страниц
baseline = нынешнее положение
policy = политика
payer = плательщик
category = категория
stage = этап
year = год
total = всего
mean = среднее
median = медиана
source = источник
no-published-source = Источник: опубликованных источников нет; допущения
unknown = неизвестно
other = прочее
compared-with = по сравнению с «{ $baseline }»
parameters-not-known = { $count ->
    [one] неизвестно { $number } число
    [few] неизвестны { $number } числа
    [many] неизвестны { $number } чисел
   *[other] неизвестны { $number } числа
}

# Прогоны модели
draws = { $count ->
    [one] { $number } прогон
    [few] { $number } прогона
    [many] { $number } прогонов
   *[other] { $number } прогона
}
share-of-draws = { $share } прогонов
in-share-of-draws = в { $share } прогонов
years = { $count ->
    [one] { $number } год
    [few] { $number } года
    [many] { $number } лет
   *[other] { $number } года
}
over-years = { $count ->
    [one] за { $number } год
    [few] за { $number } года
    [many] за { $number } лет
   *[other] за { $number } года
}
in-year = в { $year } году
per-year = в год

# Направление: выбирается по знаку экономии
saves = экономит
costs-more = обходится дороже
may-save-or-cost = может и сэкономить, и обойтись дороже
no-difference = разницы нет

# Заголовки
title-saves = «{ $policy }»: экономия { $amount }
title-costs-more = «{ $policy }»: дороже на { $amount }
title-unclear = «{ $policy }» может и сэкономить, и обойтись дороже: { $interval }
title-no-difference = «{ $policy }»: ни экономии, ни лишних затрат
title-spending = Дешевле всего «{ $lowest }» – { $low }, дороже всего «{ $highest }» – { $high }
title-spending-one = «{ $policy }»: затраты { $amount }
title-saves-every-year = «{ $policy }»: экономия каждый год, { $interval } в год
title-costs-every-year = «{ $policy }»: дороже каждый год, на { $interval } в год
title-saves-from = «{ $policy }»: экономия начиная с { $year } года
title-costs-from = «{ $policy }»: дороже начиная с { $year } года
title-years-unclear = «{ $policy }» в отдельные годы может и сэкономить, и обойтись дороже
title-payers-both = { $saver }: экономия { $saved }; { $spender }: дороже на { $spent }
title-payers-save = Больше всего экономит { $saver }: { $saved }
title-payers-spend = Больше всего доплачивает { $spender }: { $spent }
title-payers-unclear = Ни для одного плательщика нельзя уверенно сказать, сэкономит он или доплатит

# Слова на диаграммах
chart-below-zero = ниже нуля в { $share } прогонов
chart-never-below-zero = ниже нуля ни в одном прогоне
chart-always-below-zero = ниже нуля во всех прогонах
chart-costs-more-side = дороже
chart-saves-side = экономия
chart-interval = 90 % прогонов: { $interval }
chart-interval-short = 90 %: { $interval }
chart-median-mean = медиана { $median }, среднее { $mean } (ромб)
chart-all-equal = во всех прогонах { $value }
chart-cut-below = { $share } симуляций левее оси, до { $end }.
chart-cut-above = { $share } симуляций правее оси, до { $end }.
chart-pays-less = платит меньше
chart-pays-more = платит больше
chart-net = итог
chart-bands = Линия – среднее, полоса – 90 % прогонов.
chart-points = Точка – среднее, линия – 90 % прогонов.
chart-whiskers = Тонкие линии – 90 % прогонов.
chart-joined = «{ $other }»: самые малые категории вместе (их { $number }).

# Описания, которые читаются вместо диаграммы
describe-stacked = Столбцы с накоплением, { $unit }.
describe-bar = { $name }: { $total }
describe-bar-interval = { $name }: { $total } (90 % прогонов: { $interval })
describe-largest = наибольшая часть – { $category }, { $value }
describe-density = Распределение экономии, { $unit }, { $draws }: медиана { $median }, среднее { $mean }, 90 % прогонов: { $interval }.
describe-density-equal = Экономия одинакова во всех прогонах: { $value }, { $unit }.
describe-years = Линии по годам, { $unit }.
describe-line = { $name }: { $first } в { $first-year } году, { $last } в { $last-year } году
describe-line-one = { $name }: { $first } в { $first-year } году
describe-payers = Изменение расходов по плательщикам, { $unit }.
describe-payer-less = { $name }: меньше на { $value }
describe-payer-more = { $name }: больше на { $value }
describe-payer-same = { $name }: без изменений
describe-payer-unclear = { $name }: может быть и меньше, и больше, { $interval }

# До и после подсчёта
title-belief = { $name }: до подсчёта { $before }, после { $after }
title-beliefs = Больше всего меняется: { $name }, с { $before } до { $after }
chart-before-counts = до подсчёта
chart-counts-alone = только подсчёт
chart-after-counts = после подсчёта
chart-beliefs-lines = Точка – среднее, линия – 90-процентный интервал.
describe-beliefs = Числа до и после подсчёта.
describe-belief = { $name }: до { $before } (от { $before-low } до { $before-high }), подсчитано { $seen }, после { $after } (от { $after-low } до { $after-high })

# По одному входному числу
title-tornado-saves = Ни одно число само по себе не превращает экономию «{ $policy }» в убыток; сильнее всего её меняет «{ $input }»: { $interval }
title-tornado-costs = Ни одно число само по себе не даёт экономии «{ $policy }»; сильнее всего результат меняет «{ $input }»: { $interval }
title-tornado-flips = «{ $input }» и само по себе может изменить знак экономии «{ $policy }»: { $interval }
title-tornado-result = Сильнее всего результат меняет «{ $input }»: { $interval }
title-tornado-none = Ни одно входное число не меняет результат
title-spider-saves = Ни одно число само по себе не превращает экономию «{ $policy }» в убыток
title-spider-costs = Ни одно число само по себе не делает «{ $policy }» экономией
title-spider-turns = { $count ->
    [one] { $number } число само по себе может сменить знак экономии «{ $policy }»
    [few] { $number } числа, каждое само по себе, могут сменить знак экономии «{ $policy }»
    [many] { $number } чисел, каждое само по себе, могут сменить знак экономии «{ $policy }»
   *[other] { $number } числа, каждое само по себе, могут сменить знак экономии «{ $policy }»
}
title-grid-both = «{ $policy }» может и сэкономить, и обойтись дороже: ниже нуля { $share } прогонов по «{ $across }» и «{ $up }»
title-grid-saves = «{ $policy }» экономит при любых «{ $across }» и «{ $up }»
title-grid-costs = «{ $policy }» обходится дороже при любых «{ $across }» и «{ $up }»
title-grid-result = Результат по «{ $across }» и «{ $up }»: { $interval }
chart-input-low = число на 5-м процентиле
chart-input-high = на 95-м процентиле
chart-inputs-together = несколько чисел вместе, 90 % их прогонов
chart-together = { $count ->
    [one] { $number } число вместе
    [few] { $number } числа вместе
    [many] { $number } чисел вместе
   *[other] { $number } числа вместе
}
chart-at-means = все числа средние: { $value }
chart-tornado-bends = Тонкие линии: внутри диапазона результат выходит за оба конца.
chart-tornado-further = { $count ->
    [one] Ещё { $number } число меняет результат не более чем на { $value }.
    [few] Ещё { $number } числа меняют результат не более чем на { $value } каждое.
    [many] Ещё { $number } чисел меняют результат не более чем на { $value } каждое.
   *[other] Ещё { $number } числа меняют результат не более чем на { $value } каждое.
}
chart-spider-axis = процентиль входного числа, остальные средние
chart-spider-dashed = Пунктир – все числа средние, { $value }.
chart-above-zero = выше нуля
chart-below-zero-side = ниже нуля
chart-grid-lines = Толстая линия – ноль, тонкие – равные результаты. Все остальные числа средние.
chart-grid-share = Из прогонов этих двух чисел { $share } ниже нуля; когда неопределённы все числа – { $all }.
describe-tornado = Полосы вокруг результата при средних входных числах, { $central }; { $unit }.
describe-tornado-bar = { $name } ({ $range }): { $interval }.
describe-spider = Линии результата вдоль каждого входного числа, от 5-го до 95-го процентиля, { $unit }.
describe-spider-line = { $name }: на нижнем конце { $first }, на верхнем { $last }.
describe-grid = Результат по «{ $across }» и «{ $up }»: { $interval }; при средних входных числах { $central }.

# Shares of the variance
title-variance-one = «{ $input }» даёт { $share } дисперсии само по себе
title-variance-two = «{ $first }» и «{ $second }» дают { $share } дисперсии
title-variance-together = «{ $input }» участвует в { $share } дисперсии, но не само по себе
title-variance-none = Ни один входной показатель не влияет заметно на результат
title-variance-open = Прогонов мало, чтобы сказать, какие числа дают большую часть дисперсии
chart-no-visible-effect = нет заметного влияния
chart-variance-only-with = само по себе не заметно, с другими { $share }
chart-variance-alone = само по себе: что исчезло бы, будь оно известно
chart-variance-in-all = всего: что осталось бы, будь известно всё остальное
chart-variance-axis = доля дисперсии, %
chart-variance-intervals = У полосы: само по себе / всего. Тонкие линии: 95 % интервалы погрешности самого метода.
chart-variance-further = { $count ->
    [one] Ещё { $number } показатель участвует в { $share } или менее.
    [few] Ещё { $number } показателя участвуют в { $share } или менее каждый.
   *[other] Ещё { $number } показателей участвуют в { $share } или менее каждый.
}
chart-variance-without = { $count ->
    [one] { $number } показатель не влияет заметно.
    [few] { $number } показателя не влияют заметно.
   *[other] { $number } показателей не влияют заметно.
}
describe-variance = Полосы долей дисперсии.
describe-variance-bar = { $name }: само по себе — { $first }, всего — { $total }.
# Stacked reforms
title-stack-saves = Вместе { $number } { $count ->
    [one] реформа
    [few] реформы
   *[other] реформ
}: экономия { $amount }{ $period }
title-stack-costs = Вместе { $number } { $count ->
    [one] реформа
    [few] реформы
   *[other] реформ
}: дороже на { $amount }{ $period }
title-stack-unclear = Вместе { $number } { $count ->
    [one] реформа может
    [few] реформы могут
   *[other] реформ могут
} и сэкономить, и обойтись дороже{ $period }: от удорожания на { $more } до экономии { $less }
title-stack-same = Вместе { $number } { $count ->
    [one] реформа
    [few] реформы
   *[other] реформ
}: ни экономии, ни лишних затрат{ $period }
title-stack-less = { $title }, на { $amount } меньше суммы по отдельности
title-stack-more = { $title }, на { $amount } больше суммы по отдельности
title-stack-but-costs = { $title }, хотя «{ $policy }» обходится дороже на { $amount }
title-stack-but-saves = { $title }, хотя «{ $policy }» экономит { $amount }
chart-all-reforms = Со всеми реформами
chart-stack-legend = Столбцы – средние, каждая реформа поверх тех, что выше; штриховка – 90 % прогонов включают ноль. Точка и линия – доля реформы при любом порядке: среднее и 90 % прогонов.
chart-stack-axis = затраты, { $unit }
chart-axis-cut = Ось начинается не с нуля.
describe-stack = От «{ $name }», { $start }, до { $end } со всеми реформами; { $unit }.
describe-stack-step = { $name }: изменение затрат в этом порядке { $added }; при любом порядке { $share } (90 % прогонов { $interval }).
# Distance to break-even
title-distance-impossible = Только при «{ $name }» { $value }, а это мы не считаем возможным: { $goal }
title-distance-certain = { $goal } при «{ $name }» { $value }; мы берём { $mean }
title-distance-never = Ни одно число само по себе, каким бы оно ни было, не даёт этого: { $goal }
title-distance = { $goal } при «{ $name }» { $value }: { $surprise }
distance-goal-not-save = «{ $what }»: без экономии
distance-goal-cost = «{ $what }»: дороже
distance-goal-not-cost = «{ $what }»: не дороже
distance-goal-save = «{ $what }»: экономия
distance-goal-save-at-most = «{ $what }»: экономия не более { $amount }
distance-goal-save-below = «{ $what }»: экономия менее { $amount }
distance-goal-save-at-least = «{ $what }»: экономия не менее { $amount }
distance-goal-save-above = «{ $what }»: экономия более { $amount }
distance-goal-cost-at-least = «{ $what }»: дороже не менее чем на { $amount }
distance-goal-cost-above = «{ $what }»: дороже более чем на { $amount }
distance-goal-cost-at-most = «{ $what }»: дороже не более чем на { $amount }
distance-goal-cost-below = «{ $what }»: дороже менее чем на { $amount }
distance-goal-at-most = «{ $what }»: не более { $amount }
distance-goal-below = «{ $what }»: менее { $amount }
distance-goal-at-least = «{ $what }»: не менее { $amount }
distance-goal-above = «{ $what }»: более { $amount }
distance-or-more = { $value } или больше
distance-or-less = { $value } или меньше
distance-surprise-beyond = за пределами нашего интервала { $share }
distance-surprise-chance = мы даём этому вероятность { $share }
chart-distance-axis = какая часть того, что мы считаем возможным, лежит ниже, %
chart-distance-interval = 90-процентный интервал нашей оценки
chart-distance-alone = только это число
chart-distance-together = все вместе, наименее неожиданно
chart-distance-arrow = за пределами оси
chart-distance-never = не само по себе
chart-distance-certain = { $change } от { $value }, что считаем точным
chart-distance-more = { $count ->
    [one] Ещё { $number } число лежит дальше.
    [few] Ещё { $number } числа лежат дальше.
    [many] Ещё { $number } чисел лежат дальше.
   *[other] Ещё { $number } числа лежат дальше.
}
chart-distance-none = Само по себе не меняет ответа ни при каком значении: { $names }.
and-more = { $names } и ещё { $number }
chart-distance-share = по другую сторону: { $part }
describe-distance = Насколько далеко должно лежать каждое число.
describe-distance-turn = { $name }: наш интервал от { $low } до { $high }; перелом при { $value }
describe-distance-certain = { $name }: считаем точным; перелом при { $value }
describe-distance-never = { $name }: ни при каком значении
# Alternatives, stresses, sources
title-structure-all-save = Все альтернативы ({ $all }): «{ $policy }» экономит
title-structure-all-cost = Все альтернативы ({ $all }): «{ $policy }» обходится дороже
title-structure-open = Все альтернативы ({ $all }): «{ $policy }» может и сэкономить, и обойтись дороже
title-structure-all-same = Все альтернативы ({ $all }): «{ $policy }» – ни экономии, ни новых расходов
title-structure-mixed = «{ $policy }», альтернатив – { $all }: { $counts }
title-stress-all-save = Все неблагоприятные случаи ({ $all }): «{ $policy }» экономит
title-stress-all-cost = Все неблагоприятные случаи ({ $all }): «{ $policy }» обходится дороже
title-stress-open = Все неблагоприятные случаи ({ $all }): «{ $policy }» может и сэкономить, и обойтись дороже
title-stress-all-same = Все неблагоприятные случаи ({ $all }): «{ $policy }» – ни экономии, ни новых расходов
title-stress-mixed = «{ $policy }», неблагоприятных случаев – { $all }: { $counts }
strip-count-same = без разницы в { $number }
strip-count-open = неясно в { $number }
strip-count-costs = дороже в { $number }
strip-count-saves = экономия в { $number }
title-sources-saves-always = «{ $policy }» экономит и без любого одного источника
title-sources-saves-mostly = «{ $policy }» экономит, если убрать один источник: в { $stays } случаях из { $all }
title-sources-costs-always = «{ $policy }» обходится дороже и без любого одного источника
title-sources-costs-mostly = «{ $policy }» обходится дороже, если убрать один источник: в { $stays } случаях из { $all }
title-sources-open-always = «{ $policy }» может и сэкономить, и обойтись дороже, какой бы источник ни убрать
title-sources-open-mostly = «{ $policy }» может и сэкономить, и обойтись дороже; без некоторых источников ответ другой
strip-as-it-stands = как есть
strip-variant = вариант { $name }
strip-discounted = дисконтирование { $rate }
strip-perspective = чьи деньги: { $who }
strip-without = без { $source }
strip-no-answer = рассчитать нельзя
strip-not-here = здесь неприменимо
strip-open = неясно
strip-worst-end = Пустая точка: все числа источника на том краю, где экономия меньше.
strip-points = Точка – среднее. Линия – 90 % симуляций. Пунктир – как есть.
stress-half-implementation = внедрено наполовину
stress-slow-ramp = медленный запуск
stress-net-widening = много дополнительных людей
stress-full-services = службы переполнены
stress-courts-refill = суды и тюрьмы вновь заполняются
stress-staff-not-cut = штат не сокращается
stress-one-off-double = разовые затраты вдвое выше
stress-dearer-services = более дорогие услуги
describe-strip = Экономия, строка за строкой, { $unit }.
describe-strip-row = { $name }: { $value }, 90 % симуляций { $interval }, { $verdict }
# Contested values
contest-ours = этот сценарий
contest-together = вместе
contest-change-of = изменение: { $measure }
contest-pale = Бледные — несущественные: менее 5 % того, что меняют все споры.
contest-title-saves-even = Даже с числами «{ $who }» «{ $policy }»: экономия { $amount }
contest-title-saves = С числами «{ $who }» «{ $policy }»: экономия { $amount }
contest-title-costs-even = Даже с числами «{ $who }» «{ $policy }»: дороже на { $amount }
contest-title-costs = С числами «{ $who }» «{ $policy }»: дороже на { $amount }
contest-title-unclear = С числами «{ $who }» «{ $policy }» может и сэкономить, и обойтись дороже: { $interval }
contest-title-no-difference = С числами «{ $who }» «{ $policy }»: ни экономии, ни дополнительных расходов
ladder-title-none = Ни один спор заметно не меняет результат
ladder-title-only = Спор только об одном: «{ $name }»
ladder-title-one = Важен только один спор — «{ $name }»: { $share } того, что меняют все споры
ladder-title-first = Важнее всего спор о «{ $name }»: { $share } того, что меняют все споры
ladder-title-small-one = Спор о «{ $name }» меняет результат на { $share }
ladder-title-small = Ни один спор не меняет результат больше чем на { $share }; больше всего – спор о «{ $name }»
chart-ladder-sides = { $ours } → { $theirs }
describe-sides = Распределения двух сторон: { $measure }, { $unit }.
describe-ladder = Что меняют числа «{ $theirs }», начиная с наибольшего: { $measure }, { $unit }.
# Что выяснить дальше
title-information-value = Что выяснить дальше: «{ $name }», ценность { $value }
title-information-narrow = Что выяснить дальше: «{ $name }» сильнее всего сузит результат – на { $value }; решение от этого не зависит
title-information-none = Что выяснить дальше: влияние ни одного отдельного числа не видно
chart-information-narrow = насколько сужается 90-процентный интервал результата, %
chart-information-whiskers = Полосы: если бы число было известно точно. Тонкие линии: 95-процентный интервал оценки.
chart-information-more = Не показано: ещё { $number }, влияние меньше или не видно.
chart-nobody-named = никто не указан
describe-information-value = Полосы: сколько для решения стоит знание каждого числа, начиная с наибольшего.
describe-information-narrow = Полосы: насколько знание каждого числа сузит результат, начиная с наибольшего.
describe-information-bar = { $name }: { $value } ({ $holder }).

# Кривые решений
title-exceedance = «{ $policy }»: вероятность экономии – { $share }
title-exceedance-always = «{ $policy }»: экономия во всех симуляциях
title-exceedance-never = «{ $policy }»: экономии нет ни в одной симуляции
title-exceedance-all = Каждая из { $number } политик: вероятность экономии – { $share }
title-exceedance-all-always = Каждая из { $number } политик экономит во всех симуляциях
title-exceedance-all-never = Ни одна из { $number } политик не экономит ни в одной симуляции
title-exceedance-range = Вероятность экономии – от { $low } («{ $lowest }») до { $high } («{ $highest }»)
chart-exceedance-up = вероятность того, что экономия больше
describe-exceedance = Вероятность сэкономить больше указанной суммы, по вариантам политики.
describe-exceedance-line = { $policy }: больше { $low } с вероятностью 95 %, { $middle } – 50 %, { $high } – 5 %.
title-acceptability = «{ $policy }» – лучший выбор, если улучшение «{ $outcome }» на единицу ({ $unit }) стоит { $from } или больше
title-acceptability-same = «{ $policy }» – лучший выбор при любой показанной ценности улучшения «{ $outcome }»
chart-worth-along = ценность улучшения «{ $outcome }» на единицу ({ $unit })
chart-best-up = вероятность быть лучшим выбором
chart-frontier = Толстая линия: выбор с наибольшей ожидаемой чистой выгодой.
title-loss = Даже лучший выбор в среднем теряет до { $loss }, больше всего – если улучшение «{ $outcome }» на единицу ({ $unit }) стоит { $worth }
title-loss-none = Лучший выбор не теряет ничего ни в одной симуляции
chart-loss-up = ожидаемые потери по сравнению с лучшим вариантом каждой симуляции
describe-choice = От { $from }: { $policy }
# Ранговые корреляции и как устанавливается результат
title-ranks-rises = Сильнее всего результат определяет «{ $input }»: чем больше, тем результат выше
title-ranks-falls = Сильнее всего результат определяет «{ $input }»: чем больше, тем результат ниже
title-ranks-none = Ни одно входное число не влияет на результат заметно
chart-ranks-axis = ранговая корреляция с результатом
chart-ranks-rises = результат выше
chart-ranks-falls = результат ниже
chart-ranks-lines = Тонкие линии – что допускает случайность прогонов, 95 %.
chart-ranks-further = { $count ->
    [one] Влияние ещё { $number } числа меньше.
    [few] Влияние ещё { $number } чисел меньше.
    [many] Влияние ещё { $number } чисел меньше.
   *[other] Влияние ещё { $number } числа меньше.
}
chart-ranks-unseen = Без заметного влияния: { $names }.
chart-ranks-many-unseen = { $count ->
    [one] { $number } число не влияет заметно.
    [few] { $number } числа не влияют заметно.
    [many] { $number } чисел не влияют заметно.
   *[other] { $number } числа не влияют заметно.
}
title-trace-stable = Две цифры среднего устоялись (прогонов: { $draws })
title-trace-rough = Для двух цифр среднего прогонов ({ $draws }) мало; нужно около { $needed }
title-trace-constant = Все прогоны дают один и тот же результат
chart-trace-mean = среднее
chart-trace-low = 5-й процентиль
chart-trace-high = 95-й процентиль
chart-trace-axis = прогоны; на каждом шаге вдвое больше
chart-trace-band = Закрашено: среднее ± 2 стандартные ошибки.
describe-trace = Прогонов: { $draws }; среднее { $mean }, 90 % прогонов { $interval }.

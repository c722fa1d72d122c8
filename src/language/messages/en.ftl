# Names of this language and parts of numbers
percent = { $number }%
less-than = less than { $value }
thousand = thousand
million = million
billion = billion
thousand-short = thousand
million-short = million
billion-short = billion
interval = { $low } to { $high }
interval-from = from { $low } to { $high }

# Prices and discounting
in-prices = in prices of { $year }
discounted = discounted
not-discounted = not discounted

# Columns
column-average = average cost
column-short-run = short-run marginal cost
column-long-run = long-run marginal cost
column-cashable = cashable (leaves the budget)

# Perspectives and payers
perspective-public = all public payers
perspective-society = society
level-state = state
level-municipality = municipality
level-donor = donor
level-insurer = insurer
level-household = household

# Measures
measure-cost = cost
measure-saving = saving
measure-people = people present (mean)
measure-entries = entries
measure-outcome = outcome
measure-outcome-change = change of outcome

# Words of tables and pages
baseline = baseline
policy = policy
payer = payer
category = category
stage = stage
year = year
total = total
mean = mean
median = median
source = source
no-published-source = Source: no published source; assumptions
unknown = not known
other = other
compared-with = compared with { $baseline }
parameters-not-known = { $count ->
    [one] { $number } number is not known
   *[other] { $number } numbers are not known
}

# Draws
draws = { $count ->
    [one] { $number } draw
   *[other] { $number } draws
}
share-of-draws = { $share } of draws
in-share-of-draws = in { $share } of draws
years = { $count ->
    [one] { $number } year
   *[other] { $number } years
}
over-years = { $count ->
    [one] in one year
   *[other] over { $number } years
}
in-year = in { $year }
per-year = a year

# Direction: chosen from the sign of a saving
saves = saves
costs-more = costs more
may-save-or-cost = may save or cost
no-difference = no difference

# Titles
title-saves = “{ $policy }” would save { $amount }
title-costs-more = “{ $policy }” would cost { $amount } more
title-unclear = “{ $policy }” may save or cost: { $interval }
title-no-difference = “{ $policy }” would neither save nor cost
title-spending = “{ $lowest }” would cost least, { $low }; “{ $highest }” most, { $high }
title-spending-one = “{ $policy }” would cost { $amount }
title-saves-every-year = “{ $policy }” would save in every year, { $interval } a year
title-costs-every-year = “{ $policy }” would cost more in every year, { $interval } a year
title-saves-from = “{ $policy }” would save from { $year } on
title-costs-from = “{ $policy }” would cost more from { $year } on
title-years-unclear = Year by year, “{ $policy }” may save or cost
title-payers-both = { $saver } would save { $saved }; { $spender } would pay { $spent } more
title-payers-save = { $saver } would save most, { $saved }
title-payers-spend = { $spender } would pay { $spent } more, the largest increase
title-payers-unclear = No payer is sure to save or to pay more

# Words inside charts
chart-below-zero = below zero in { $share } of draws
chart-never-below-zero = below zero in no draw
chart-always-below-zero = below zero in every draw
chart-costs-more-side = costs more
chart-saves-side = saves
chart-interval = 90% of draws: { $interval }
chart-interval-short = 90%: { $interval }
chart-median-mean = median { $median }, mean { $mean } (diamond)
chart-all-equal = all draws are { $value }
chart-cut-below = { $share } of draws lie to the left of the axis, down to { $end }.
chart-cut-above = { $share } of draws lie to the right of the axis, up to { $end }.
chart-pays-less = pays less
chart-pays-more = pays more
chart-net = net
chart-bands = Line: mean. Band: 90% of draws.
chart-points = Dot: mean. Line: 90% of draws.
chart-whiskers = Thin lines: 90% of draws.
chart-joined = “{ $other }” joins the { $number } smallest categories.

# Descriptions read aloud in place of a chart
describe-stacked = Stacked bars, { $unit }.
describe-bar = { $name }: { $total }
describe-bar-interval = { $name }: { $total } (90% of draws { $interval })
describe-largest = largest part { $category }, { $value }
describe-density = Distribution of the saving, { $unit }, { $draws }: median { $median }, mean { $mean }, 90% of draws { $interval }.
describe-density-equal = The saving is the same in all draws: { $value }, { $unit }.
describe-years = Lines by year, { $unit }.
describe-line = { $name }: { $first } in { $first-year }, { $last } in { $last-year }
describe-line-one = { $name }: { $first } in { $first-year }
describe-payers = Change of spending by payer, { $unit }.
describe-payer-less = { $name } pays { $value } less
describe-payer-more = { $name } pays { $value } more
describe-payer-same = { $name } pays the same
describe-payer-unclear = { $name } may pay less or more: { $interval }

# Before and after counts
title-belief = { $name }: { $before } before the counts, { $after } after
title-beliefs = The counts move most: { $name }, from { $before } to { $after }
chart-before-counts = before the counts
chart-counts-alone = the counts alone
chart-after-counts = after the counts
chart-beliefs-lines = Dot: mean. Line: 90% interval.
describe-beliefs = Numbers before and after counts.
describe-belief = { $name }: before { $before } ({ $before-low } to { $before-high }), counted { $seen }, after { $after } ({ $after-low } to { $after-high })

# One input at a time
title-tornado-saves = No single input turns the saving of “{ $policy }” into a cost; “{ $input }” moves it most: { $interval }
title-tornado-costs = No single input makes “{ $policy }” save; “{ $input }” moves the result most: { $interval }
title-tornado-flips = “{ $input }” by itself can turn the sign of what “{ $policy }” saves: { $interval }
title-tornado-result = “{ $input }” moves the result most: { $interval }
title-tornado-none = No input moves the result
title-spider-saves = No input alone turns the saving of “{ $policy }” into a cost
title-spider-costs = No input alone makes “{ $policy }” save
title-spider-turns = { $count ->
    [one] One input alone can turn the sign of what “{ $policy }” saves
   *[other] Each of { $number } inputs alone can turn the sign of what “{ $policy }” saves
}
title-grid-both = “{ $policy }” saves or costs more: below zero in { $share } of draws of “{ $across }” and “{ $up }”
title-grid-saves = “{ $policy }” saves whatever “{ $across }” and “{ $up }” are
title-grid-costs = “{ $policy }” costs more whatever “{ $across }” and “{ $up }” are
title-grid-result = The result over “{ $across }” and “{ $up }”: { $interval }
chart-input-low = input at its 5th percentile
chart-input-high = at its 95th percentile
chart-inputs-together = several inputs together, 90% of their draws
chart-together = { $count ->
    [one] { $number } input
   *[other] { $number } inputs together
}
chart-at-means = all inputs at their means: { $value }
chart-tornado-bends = Thin lines: inside its range the input takes the result beyond both ends.
chart-tornado-further = { $count ->
    [one] { $number } further input moves the result by { $value } or less.
   *[other] { $number } further inputs move the result by { $value } or less each.
}
chart-spider-axis = percentile of the input, the others at their means
chart-spider-dashed = Dashed line: all inputs at their means, { $value }.
chart-above-zero = above zero
chart-below-zero-side = below zero
chart-grid-lines = Thick line: zero. Thin lines: equal results. All other inputs at their means.
chart-grid-share = Of the draws of these two inputs { $share } lie below zero; with all inputs uncertain { $all }.
describe-tornado = Bars around the result with all inputs at their means, { $central }; { $unit }.
describe-tornado-bar = { $name } ({ $range }): { $interval }.
describe-spider = Lines of the result along the range of each input, from the 5th to the 95th percentile, { $unit }.
describe-spider-line = { $name }: { $first } at the low end, { $last } at the high end.
describe-grid = The result over { $across } and { $up }: { $interval }; { $central } with all inputs at their means.

# Shares of the variance
title-variance-one = “{ $input }” alone makes { $share } of the variance
title-variance-two = “{ $first }” and “{ $second }” make { $share } of the variance
title-variance-together = “{ $input }” has a part in { $share } of the variance, but not alone
title-variance-none = No input has a visible effect on the result
title-variance-open = The draws are too few to tell which inputs make most of the variance
chart-no-visible-effect = no visible effect
chart-variance-only-with = none visible alone, { $share } with others
chart-variance-alone = alone: what would go if it were known
chart-variance-in-all = in all: what would stay if all else were known
chart-variance-axis = share of the variance, %
chart-variance-intervals = Beside each bar: alone / in all. Thin lines: 95% intervals of the method’s own error.
chart-variance-further = { $count ->
    [one] { $number } further input has a part in { $share } or less.
   *[other] { $number } further inputs have a part in { $share } or less each.
}
chart-variance-without = { $count ->
    [one] { $number } input has no visible effect.
   *[other] { $number } inputs have no visible effect.
}
describe-variance = Bars of shares of the variance.
describe-variance-bar = { $name }: { $first } alone, { $total } in all.
# Stacked reforms
title-stack-saves = Together { $number } { $count ->
    [one] reform
   *[other] reforms
} would save { $amount }{ $period }
title-stack-costs = Together { $number } { $count ->
    [one] reform
   *[other] reforms
} would cost { $amount } more{ $period }
title-stack-unclear = Together { $number } { $count ->
    [one] reform
   *[other] reforms
} may save or cost{ $period }: from { $more } more to { $less } less
title-stack-same = Together { $number } { $count ->
    [one] reform
   *[other] reforms
} would neither save nor cost{ $period }
title-stack-less = { $title }, { $amount } less than the sum of each alone
title-stack-more = { $title }, { $amount } more than the sum of each alone
title-stack-but-costs = { $title }, though “{ $policy }” costs { $amount } more
title-stack-but-saves = { $title }, though “{ $policy }” saves { $amount }
chart-all-reforms = With all reforms
chart-stack-legend = Bars: means, each reform on top of those above it; hatched where 90% of draws cover zero. Dot and line: the reform’s share whatever the order, mean and 90% of draws.
chart-stack-axis = spending, { $unit }
chart-axis-cut = The axis does not begin at zero.
describe-stack = Waterfall from { $name }, { $start }, to { $end } with all reforms; { $unit }.
describe-stack-step = { $name }: change of cost { $added } in this order; whatever the order { $share } (90% of draws { $interval }).
# Distance to break-even
title-distance-impossible = Only if “{ $name }” were { $value }, which we do not hold possible: { $goal }
title-distance-certain = { $goal } if “{ $name }” were { $value }; we take it as { $mean }
title-distance-never = No value of any single number is enough for this: { $goal }
title-distance = { $goal } if “{ $name }” were { $value }: { $surprise }
distance-goal-not-save = “{ $what }” would not save
distance-goal-cost = “{ $what }” would cost more
distance-goal-not-cost = “{ $what }” would cost no more
distance-goal-save = “{ $what }” would save
distance-goal-save-at-most = “{ $what }” would save no more than { $amount }
distance-goal-save-below = “{ $what }” would save less than { $amount }
distance-goal-save-at-least = “{ $what }” would save { $amount } or more
distance-goal-save-above = “{ $what }” would save more than { $amount }
distance-goal-cost-at-least = “{ $what }” would cost at least { $amount } more
distance-goal-cost-above = “{ $what }” would cost over { $amount } more
distance-goal-cost-at-most = “{ $what }” would cost at most { $amount } more
distance-goal-cost-below = “{ $what }” would cost less than { $amount } more
distance-goal-at-most = “{ $what }” would be at most { $amount }
distance-goal-below = “{ $what }” would be below { $amount }
distance-goal-at-least = “{ $what }” would be at least { $amount }
distance-goal-above = “{ $what }” would be above { $amount }
distance-or-more = { $value } or more
distance-or-less = { $value } or less
distance-surprise-beyond = beyond our { $share } interval
distance-surprise-chance = we give that a chance of { $share }
chart-distance-axis = how much of what we hold possible lies below, %
chart-distance-interval = 90% interval of what we believe
chart-distance-alone = this number alone
chart-distance-together = all together, least surprising
chart-distance-arrow = beyond the axis
chart-distance-never = not alone
chart-distance-certain = { $change } from { $value }, held certain
chart-distance-more = { $count ->
    [one] { $number } more number lies farther out.
   *[other] { $number } more numbers lie farther out.
}
chart-distance-none = No value of it alone does it: { $names }.
and-more = { $names } and { $number } more
chart-distance-share = on the other side: { $part }
describe-distance = How far out each number would have to lie.
describe-distance-turn = { $name }: we believe { $low } to { $high }; turns at { $value }
describe-distance-certain = { $name }: held certain; turns at { $value }
describe-distance-never = { $name }: no value does it
# Alternatives, stresses, sources
title-structure-all-save = “{ $policy }” would save { $count ->
    [one] in the one alternative
   *[other] in all { $all } alternatives
}
title-structure-all-cost = “{ $policy }” would cost more { $count ->
    [one] in the one alternative
   *[other] in all { $all } alternatives
}
title-structure-open = “{ $policy }” may save or cost { $count ->
    [one] in the one alternative
   *[other] in all { $all } alternatives
}
title-structure-all-same = “{ $policy }” would save nothing and cost nothing { $count ->
    [one] in the one alternative
   *[other] in all { $all } alternatives
}
title-structure-mixed = “{ $policy }” in { $all } alternatives: { $counts }
title-stress-all-save = “{ $policy }” would save { $count ->
    [one] under the one stress
   *[other] under all { $all } stresses
}
title-stress-all-cost = “{ $policy }” would cost more { $count ->
    [one] under the one stress
   *[other] under all { $all } stresses
}
title-stress-open = “{ $policy }” may save or cost { $count ->
    [one] under the one stress
   *[other] under all { $all } stresses
}
title-stress-all-same = “{ $policy }” would save nothing and cost nothing { $count ->
    [one] under the one stress
   *[other] under all { $all } stresses
}
title-stress-mixed = “{ $policy }” under { $all } stresses: { $counts }
strip-count-same = saves nothing and costs nothing in { $number }
strip-count-open = may save or cost in { $number }
strip-count-costs = costs more in { $number }
strip-count-saves = saves in { $number }
title-sources-saves-always = “{ $policy }” would save without any one source
title-sources-saves-mostly = “{ $policy }” would save without { $stays } of { $all } sources, one at a time
title-sources-costs-always = “{ $policy }” would cost more without any one source
title-sources-costs-mostly = “{ $policy }” would cost more without { $stays } of { $all } sources, one at a time
title-sources-open-always = “{ $policy }” may save or cost, whichever source is left out
title-sources-open-mostly = “{ $policy }” may save or cost; the answer changes without some sources
strip-as-it-stands = as it stands
strip-variant = variant { $name }
strip-discounted = discounted at { $rate }
strip-perspective = money of: { $who }
strip-without = without { $source }
strip-no-answer = cannot be run
strip-not-here = does not apply here
strip-open = open
strip-worst-end = Open dot: every number of the source at the end that saves less.
strip-points = Dot: mean. Line: 90% of draws. Dashed: as it stands.
stress-half-implementation = half implementation
stress-slow-ramp = slow ramp
stress-net-widening = high net-widening
stress-full-services = full services
stress-courts-refill = courts and prisons refill
stress-staff-not-cut = staff not cut
stress-one-off-double = one-off costs double
stress-dearer-services = dearer services
describe-strip = Savings below each other, { $unit }.
describe-strip-row = { $name }: { $value }, 90% of draws { $interval }, { $verdict }
# Contested values
contest-ours = this scenario
contest-together = together
contest-change-of = change of { $measure }
contest-pale = Pale: immaterial, below 5% of what all disputes move.
contest-title-saves-even = Even with the values of { $who }, “{ $policy }” would save { $amount }
contest-title-saves = With the values of { $who }, “{ $policy }” would save { $amount }
contest-title-costs-even = Even with the values of { $who }, “{ $policy }” would cost { $amount } more
contest-title-costs = With the values of { $who }, “{ $policy }” would cost { $amount } more
contest-title-unclear = With the values of { $who }, “{ $policy }” may save or cost: { $interval }
contest-title-no-difference = With the values of { $who }, “{ $policy }” would neither save nor cost
ladder-title-none = No dispute moves the result visibly
ladder-title-only = The dispute is about “{ $name }” alone
ladder-title-one = Only the dispute about “{ $name }” matters: { $share } of what all disputes move
ladder-title-first = The dispute about “{ $name }” matters most: { $share } of what all disputes move
ladder-title-small-one = The dispute about “{ $name }” moves the result by { $share }
ladder-title-small = No dispute moves the result by more than { $share }; that about “{ $name }” moves it most
chart-ladder-sides = { $ours } → { $theirs }
describe-sides = Distributions of two sides: { $measure }, { $unit }.
describe-ladder = What the values of { $theirs } change, largest first: { $measure }, { $unit }.
# What to find out next
title-information-value = What to find out next: “{ $name }”, worth { $value }
title-information-narrow = What to find out next: “{ $name }” would narrow the result most, by { $value }; no decision hangs on it
title-information-none = What to find out next: no single figure shows an effect
chart-information-narrow = by how much the 90% interval of the result becomes narrower, %
chart-information-whiskers = Bars: if the figure were known exactly. Thin lines: 95% interval of the estimate.
chart-information-more = Not shown: { $number } more, with a smaller effect or none that is visible.
chart-nobody-named = nobody named
describe-information-value = Bars: what knowing each figure is worth to the decision, most first.
describe-information-narrow = Bars: by how much knowing each figure would narrow the result, most first.
describe-information-bar = { $name }: { $value } ({ $holder }).

# Decision curves
title-exceedance = “{ $policy }” saves money with a probability of { $share }
title-exceedance-always = “{ $policy }” saves money in all draws
title-exceedance-never = “{ $policy }” saves money in no draw
title-exceedance-all = Each of { $number } policies saves money with a probability of { $share }
title-exceedance-all-always = Each of { $number } policies saves money in all draws
title-exceedance-all-never = None of { $number } policies saves money in any draw
title-exceedance-range = The probability of saving goes from { $low } for “{ $lowest }” to { $high } for “{ $highest }”
chart-exceedance-up = probability that the saving is larger
describe-exceedance = Probability of saving more than an amount, by policy.
describe-exceedance-line = { $policy }: more than { $low } with 95%, { $middle } with 50%, { $high } with 5% probability.
title-acceptability = “{ $policy }” is the best choice if improving “{ $outcome }” by one { $unit } is worth { $from } or more
title-acceptability-same = “{ $policy }” is the best choice whatever improving “{ $outcome }” is worth, over all values shown
chart-worth-along = worth of improving “{ $outcome }” by one { $unit }
chart-best-up = probability of being the best choice
chart-frontier = Thick line: the choice with the largest expected net benefit.
title-loss = Even the best choice is expected to lose up to { $loss }, most if improving “{ $outcome }” by one { $unit } is worth { $worth }
title-loss-none = The best choice loses nothing in any draw
chart-loss-up = expected loss against the best option of each draw
describe-choice = From { $from } on: { $policy }
# Rank correlations, and how a result settles
title-ranks-rises = { $input } drives the result most: the higher it is, the higher the result
title-ranks-falls = { $input } drives the result most: the higher it is, the lower the result
title-ranks-none = No input has a visible effect on the result
chart-ranks-axis = rank correlation with the result
chart-ranks-rises = result higher
chart-ranks-falls = result lower
chart-ranks-lines = Thin lines: what chance in the draws allows, 95%.
chart-ranks-further = { $count ->
    [one] { $number } further input has a smaller effect.
   *[other] { $number } further inputs have smaller effects.
}
chart-ranks-unseen = No visible effect: { $names }.
chart-ranks-many-unseen = { $count ->
    [one] { $number } input has no visible effect.
   *[other] { $number } inputs have no visible effect.
}
title-trace-stable = Two digits of the mean stand after { $draws } draws
title-trace-rough = { $draws } draws leave two digits of the mean open; it takes about { $needed }
title-trace-constant = All draws give the same result
chart-trace-mean = mean
chart-trace-low = 5th percentile
chart-trace-high = 95th percentile
chart-trace-axis = draws, doubling from step to step
chart-trace-band = Shaded: the mean ± 2 standard errors.
describe-trace = After { $draws } draws: mean { $mean }, 90% of draws { $interval }.

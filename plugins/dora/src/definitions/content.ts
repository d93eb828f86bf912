// Made of docs/dora-metrics.md by scripts/generateDefinitions.mjs; edit that file.
import { Block } from './types';

export const content: readonly Block[] = [
  {
    heading: 'Delivery metrics: what each number means',
    level: 1,
    anchor: 'delivery-metrics-what-each-number-means',
  },
  {
    paragraph: [
      "Slipway shows DORA's five metrics of software delivery performance. This page says exactly what each of them counts, by which formula, where the definition comes from and how it misleads when it is read wrongly. The Delivery pages link here from the name of every metric; the text follows the code in ",
      { code: 'plugins/dora-common/src/domain/' },
      '.',
    ],
  },
  {
    paragraph: [
      'Names and meanings are those of ',
      {
        href: 'https://dora.dev/guides/dora-metrics/',
        text: ["DORA's guide to the metrics"],
      },
      ' (January 2026). DORA asks to measure ',
      { strong: ['one application or service at a time'] },
      ', to follow it over time, and not to rank teams by it. Slipway has no per-person numbers.',
    ],
  },
  { heading: 'Deployment frequency', level: 2, anchor: 'deployment-frequency' },
  { paragraph: ['How often changes reach production.'] },
  {
    list: [
      [
        { strong: ['Formula'] },
        ': deployments of the window ÷ days of the window. Of a window that reaches into the future only the days that are past are counted.',
      ],
      [
        { strong: ['Beside it'] },
        ': days with at least one deployment ÷ weeks of the window. Ten deployments in one afternoon are ten deployments, but one deployment day.',
      ],
      [{ strong: ['n'] }, ': deployments.'],
      [
        { strong: ['Source'] },
        ': DORA\'s guide, "the number of deployments over a given period or the time between deployments".',
      ],
      [
        { strong: ['Pitfalls'] },
        ': a re-deployment of the same version counts here, though it carries no change. One pipeline run that deploys three services is three deployments of the services, and three of their team. More is not better by itself: read it together with the change fail rate.',
      ],
    ],
  },
  { heading: 'Change lead time', level: 2, anchor: 'change-lead-time' },
  { paragraph: ['How long a change takes from its start to production.'] },
  {
    list: [
      [
        { strong: ['Formula'] },
        ": for each change, end of the deployment − start of the change's clock. Shown are the median (p50), p75 and p90 over all changes of the window. Percentiles are interpolated (as PostgreSQL's ",
        { code: 'percentile_cont' },
        ').',
      ],
      [
        { strong: ['Start of the clock'] },
        ": the committer's time (default), the author's time, or the time at which the commit reached the default branch (merged). The page says which one is shown.",
      ],
      [
        { strong: ['n'] },
        ': changes with a lead time of 0 or more, by the time of their deployment.',
      ],
      [
        { strong: ['Left out, counted and shown'] },
        ': changes with a negative span (the clocks of the commit and of the deployment disagree), and changes whose start is not known (never merged to the default branch, with the merged clock).',
      ],
      [
        { strong: ['Source'] },
        ': DORA\'s guide, "from committed to version control to deployed in production".',
      ],
      [
        { strong: ['Pitfalls'] },
        ": the median is taken over changes, never over the medians of deployments or days. The committer's time moves when a commit is rebased or squashed; the author's time survives, but may be much older than the work. A long tail (p90) often says more than the median. Deployments whose changes are not known have no part in it: see ",
        { href: '#coverage', text: ['coverage'] },
        '.',
      ],
    ],
  },
  { heading: 'Change fail rate', level: 2, anchor: 'change-fail-rate' },
  { paragraph: ['How many deployments need someone to step in.'] },
  {
    list: [
      [
        { strong: ['Formula'] },
        ": failed deployments ÷ deployments of the window, by the failed deployment's own time. A deployment fails at most once.",
      ],
      [
        { strong: ['When a deployment failed'] },
        ': when a later one ',
        { href: '#rollback', text: ['rolls it back'] },
        '. Incidents, reverts and hotfixes are not read yet.',
      ],
      [{ strong: ['n'] }, ': deployments.'],
      [
        { strong: ['Source'] },
        ': DORA\'s guide, "the ratio of deployments that require immediate intervention following a deployment".',
      ],
      [
        { strong: ['Pitfalls'] },
        ': a fix forward is not recognised yet, so the rate is a lower bound for teams that do not roll back. A failure of yesterday may not have been rolled back yet. A pipeline that failed before it reached production is not a failed deployment. 0% is a measurement here, because rollbacks are visible wherever deployments are.',
      ],
    ],
  },
  {
    heading: 'Failed deployment recovery time',
    level: 2,
    anchor: 'failed-deployment-recovery-time',
  },
  { paragraph: ['How long a failed deployment stays unrecovered.'] },
  {
    list: [
      [
        { strong: ['Formula'] },
        ': time of the rollback − time of the failed deployment, for each failed deployment of the window that was recovered; shown are p50, p75 and p90.',
      ],
      [
        { strong: ['n'] },
        ': recoveries. Failed deployments without a recovery are counted beside it.',
      ],
      [
        { strong: ['Source'] },
        ': DORA\'s guide, "the time it takes to recover from a deployment that fails and requires immediate intervention". Until 2023 DORA called it time to restore service and counted every incident.',
      ],
      [
        { strong: ['Pitfalls'] },
        ': there are few failures, so one of them moves the median: look at n. Failures that were not recovered yet are missing from the median, which makes it look better than it is.',
      ],
    ],
  },
  {
    heading: 'Deployment rework rate',
    level: 2,
    anchor: 'deployment-rework-rate',
  },
  { paragraph: ['How many deployments repair instead of deliver.'] },
  {
    list: [
      [
        { strong: ['Formula'] },
        ': deployments that remediate ÷ deployments of the window. Today the deployments that remediate are ',
        { href: '#rollback', text: ['rollbacks'] },
        '; hotfixes and reverts join them once they are read.',
      ],
      [{ strong: ['n'] }, ': deployments.'],
      [
        { strong: ['Source'] },
        ': DORA\'s guide, "the ratio of deployments that are unplanned but happen as a result of an incident in production". DORA\'s survey asks instead for deployments made "to address a user-facing bug"; Slipway follows the guide.',
      ],
      [
        { strong: ['Pitfalls'] },
        ': a rollback counts here and makes another deployment count in the change fail rate: the two rates describe the same event from both ends.',
      ],
    ],
  },
  { heading: 'Deployment', level: 2, anchor: 'deployment' },
  {
    paragraph: [
      'A deployment counts when it ',
      { strong: ['succeeded'] },
      ' in an environment that the configuration maps to the one shown (production by default). Names of environments are never guessed: what is not mapped is listed under ',
      { href: '#coverage', text: ['coverage'] },
      '. It belongs to the window by the instant it ',
      { strong: ['finished'] },
      '. When several deployments of a service finished at the same instant, their order in the source decides.',
    ],
  },
  { heading: 'Re-deployment', level: 2, anchor: 're-deployment' },
  {
    paragraph: [
      'The version that is in place already, put in place again with nothing in between. It counts for deployment frequency, carries no change and is no rollback.',
    ],
  },
  {
    heading: 'Changes of a deployment',
    level: 2,
    anchor: 'changes-of-a-deployment',
  },
  {
    paragraph: [
      "The commits, merges left out, that are reachable from the deployed commit and from no earlier successful deployment's commit of the same service in the same environment. A commit is carried once: after a rollback its second release does not give it a second lead time.",
    ],
  },
  {
    paragraph: [
      'The ',
      { strong: ['first deployment'] },
      ' of a service has an unknown range: it would otherwise claim the whole history. A version resolves to a commit by a tag, by a full or short SHA, or by a pattern such as ',
      { code: 'release-{sha}' },
      '; one that resolves to none is a deployment with an unknown range, counted and shown.',
    ],
  },
  { heading: 'Rollback', level: 2, anchor: 'rollback' },
  {
    paragraph: [
      'A deployment of a version that was in place before and differs from the one in place now. The deployment that ',
      { strong: ['failed'] },
      ' is the first one after the last time that version was put in place: of V1, V2, V3, V1 the second failed and the fourth recovered it. The definition follows what Datadog publishes for its ',
      {
        href: 'https://docs.datadoghq.com/dora_metrics/change_failure_detection/',
        text: ['change failure detection'],
      },
      '.',
    ],
  },
  { heading: 'Window', level: 2, anchor: 'window' },
  {
    paragraph: [
      'Half open: the first day belongs to it, the day after the last does not. Days begin and end in the ',
      { strong: ['time zone'] },
      " that the page shows: the organisation's default, or the one of the team (or of the nearest group above it). Weeks begin on Monday; a week that the window or the present cuts short is drawn hollow and left out of the small trend lines. The change of a metric compares with the window of the same length right before.",
    ],
  },
  { heading: 'Team and department', level: 2, anchor: 'team-and-department' },
  {
    paragraph: [
      "A team's metrics are over the deployments of the services that it owned ",
      { strong: ['at the time of the deployment'] },
      ". A department's are over those of all teams below it; a deployment is counted once, however many groups stand above it.",
    ],
  },
  { heading: 'Coverage', level: 2, anchor: 'coverage' },
  {
    paragraph: [
      'Says what the numbers stand on: how many deployments have known changes and why the others do not, how many services of the scope have deployments, when each source was last heard, and what to do about each gap. A metric without data says so with the reason; it is never 0 and never gets a band.',
    ],
  },
  { heading: 'Bands', level: 2, anchor: 'bands' },
  {
    paragraph: [
      'The yearly reports describe groups of their respondents, found by cluster analysis. They are not thresholds: they leave gaps, overlap, and in 2024 cross over. A table of cut-offs therefore always adds something. Each addition is listed as ',
      { strong: ['ours'] },
      ', and the badge of a metric says so when one decided. Fewer than 5 deployments in the window get no band, and there are none for the deployment rework rate. The 2025 report has no such groups any more.',
    ],
  },
  {
    paragraph: [
      "How far the reports' own numbers were checked: of 2021 and 2023 the elite group is as printed and the others as widely quoted; 2024 is as widely quoted.",
    ],
  },
  {
    paragraph: [
      'A month is 30 days. "Below" leaves its limit out; "at most" and "at least" include it.',
    ],
  },
  { heading: 'Bands of 2021', level: 3, anchor: 'bands-of-2021' },
  {
    header: [['Metric'], ['Elite'], ['High'], ['Medium'], ['Low']],
    rows: [
      [
        ['Deployment frequency'],
        ['at least 1 a day'],
        ['at least 1 per 30 d'],
        ['at least 1 per 182 d'],
        ['less'],
      ],
      [
        ['Change lead time'],
        ['below 1 h'],
        ['below 7 d'],
        ['below 180 d'],
        ['longer'],
      ],
      [
        ['Change fail rate'],
        ['at most 15%'],
        ['at most 30%'],
        ['none'],
        ['more'],
      ],
      [
        ['Failed deployment recovery time'],
        ['below 1 h'],
        ['below 1 d'],
        ['below 7 d'],
        ['longer'],
      ],
    ],
  },
  { paragraph: ['Ours in 2021:'] },
  {
    list: [
      [
        'Deployment frequency, elite: The report says "on demand"; here that is at least one deployment a day.',
      ],
      [
        'Deployment frequency, high: The report says weekly to monthly; daily to weekly, which it leaves out, counts as high here.',
      ],
      [
        'Change lead time, high: The report says one day to one week; one hour to one day, which it leaves out, counts as high here.',
      ],
      [
        'Change lead time, medium: The report says one to six months; one week to one month, which it leaves out, counts as medium here.',
      ],
      [
        'Change fail rate, high: The report gives 16 to 30 % to high, medium and low alike; here it counts as high.',
      ],
      [
        'Change fail rate, low: The report has nothing above 30 %; here it counts as low.',
      ],
      [
        'Failed deployment recovery time, low: The report says more than six months; one week to six months, which it leaves out, counts as low here.',
      ],
    ],
  },
  { heading: 'Bands of 2023', level: 3, anchor: 'bands-of-2023' },
  {
    header: [['Metric'], ['Elite'], ['High'], ['Medium'], ['Low']],
    rows: [
      [
        ['Deployment frequency'],
        ['at least 1 a day'],
        ['at least 1 per 7 d'],
        ['at least 1 per 30 d'],
        ['less'],
      ],
      [
        ['Change lead time'],
        ['below 1 d'],
        ['below 7 d'],
        ['below 30 d'],
        ['longer'],
      ],
      [
        ['Change fail rate'],
        ['at most 5%'],
        ['at most 10%'],
        ['at most 15%'],
        ['more'],
      ],
      [
        ['Failed deployment recovery time'],
        ['below 1 h'],
        ['below 1 d'],
        ['below 7 d'],
        ['longer'],
      ],
    ],
  },
  { paragraph: ['Ours in 2023:'] },
  {
    list: [
      [
        'Deployment frequency, elite: The report says "on demand"; here that is at least one deployment a day.',
      ],
      [
        'Deployment frequency, low: The report gives medium and low the same span (weekly to monthly); here low is rarer than monthly.',
      ],
      [
        'Change lead time, low: The report gives medium and low the same span (one week to one month); here low is longer than a month.',
      ],
      [
        'Change fail rate, elite, high and medium: The report gives each cluster one rate (5, 10, 15 and 64 %); here a rate belongs to the first that it does not exceed.',
      ],
      [
        'Change fail rate, low: The report gives each cluster one rate (5, 10, 15 and 64 %); here everything above 15 % is low.',
      ],
      [
        'Failed deployment recovery time, low: The report says one to six months; one week to one month, which it leaves out, counts as low here.',
      ],
    ],
  },
  { heading: 'Bands of 2024', level: 3, anchor: 'bands-of-2024' },
  {
    header: [['Metric'], ['Elite'], ['High'], ['Medium'], ['Low']],
    rows: [
      [
        ['Deployment frequency'],
        ['at least 1 a day'],
        ['at least 1 per 7 d'],
        ['at least 1 per 30 d'],
        ['less'],
      ],
      [
        ['Change lead time'],
        ['below 1 d'],
        ['below 7 d'],
        ['below 30 d'],
        ['longer'],
      ],
      [
        ['Change fail rate'],
        ['at most 5%'],
        ['at most 10%'],
        ['at most 20%'],
        ['more'],
      ],
      [
        ['Failed deployment recovery time'],
        ['below 1 h'],
        ['below 1 d'],
        ['below 7 d'],
        ['longer'],
      ],
    ],
  },
  { paragraph: ['Ours in 2024:'] },
  {
    list: [
      [
        'Deployment frequency, elite: The report says "on demand"; here that is at least one deployment a day.',
      ],
      [
        'Change fail rate, elite, high and medium: In the report the high cluster (20 %) fails more often than the medium one (10 %); here the rates are put in order.',
      ],
      [
        'Change fail rate, low: The report gives the low cluster 40 %; here everything above 20 % is low.',
      ],
      [
        'Failed deployment recovery time, medium: The report gives high and medium the same span (less than a day); here one day to one week is medium.',
      ],
      [
        'Failed deployment recovery time, low: The report says one week to one month; longer counts as low too here.',
      ],
    ],
  },
];

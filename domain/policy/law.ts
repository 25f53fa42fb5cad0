/** An article of a law or of the opinion, the days between which it holds (`until` is the last one), and what it asks in our own words. */
export interface Source {
  readonly name: string;
  readonly article: string;
  readonly says: string;
  readonly from: string;
  readonly until: string | null;
}

const OPINION_FROM = '2017-08-22';
const NUMERALS = '一二三四五六七八九十';

/** An article of the opinion of 2017, e.g. `opinion(4, …)` for 第四条. */
export const opinion = (article: number, says: string): Source => ({
  name: '关于加强和改进城乡社区治理的意见',
  article: `第${article <= 10 ? NUMERALS[article - 1] : `十${NUMERALS[article - 11]}`}条`,
  says,
  from: OPINION_FROM,
  until: null,
});

const VILLAGERS = '村民委员会组织法';
const RESIDENTS = '城市居民委员会组织法';
/** Both organisation laws were revised on 2025-10-28; the revised text holds from this day. */
export const REVISED_FROM = '2026-01-01';
const BEFORE_REVISION = '2025-12-31';
/** The day from which the text before the revision held. */
const AMENDED_FROM = '2018-12-29';

/** What the laws say, article by article; a law that changed stands here once for each text. */
export const ARTICLES = {
  villageSupervision2018: {
    name: VILLAGERS,
    article: '第三十二条',
    says: '村里要有村务监督机构；村委会成员和他们的近亲属不能当成员。',
    from: AMENDED_FROM,
    until: BEFORE_REVISION,
  },
  villageSupervision: {
    name: VILLAGERS,
    article: '第三十七条',
    says: '村里要有村务监督机构，任期和村委会一样；村委会成员和他们的近亲属不能当成员。',
    from: REVISED_FROM,
    until: null,
  },
  residentsSupervision: {
    name: RESIDENTS,
    article: '第三十六条',
    says: '社区要有居务监督委员会，任期和居委会一样；居委会成员和他们的近亲属不能当成员。',
    from: REVISED_FROM,
    until: null,
  },
} as const satisfies Record<string, Source>;

/** The sources that hold on a day: a law that changed is judged by its text of that day. */
export const inForce = (sources: readonly Source[], day: string): Source[] =>
  sources.filter(({ from, until }) => from <= day && (until === null || day <= until));

/** A source as people cite it: 村民委员会组织法第三十七条. */
export const cite = ({ name, article }: Source): string => `${name}${article}`;

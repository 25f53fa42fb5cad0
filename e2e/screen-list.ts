import type { BrowserContext } from 'playwright-core';
import { callAs, DESK, PHONE } from './demo-server.ts';

export interface Screen {
  name: string;
  /** The demo persona who sees it; null before signing in. */
  as: string | null;
  /** What stands after a colon is found when the screen is opened, as the persona: see `FINDERS`. */
  path: string;
  sizes: { name: string; width: number; height: number }[];
  elder?: boolean;
  dark?: boolean;
}

const phone = { name: '360', ...PHONE };
const desk = { name: '1440', ...DESK };
const both = [phone, desk];

/** Every screen of the faces, with somebody who has something on it. */
export const SCREENS: readonly Screen[] = [
  { name: 'portal-home-guest', as: null, path: '/', sizes: both },
  { name: 'portal-home', as: 'resident', path: '/', sizes: both },
  { name: 'portal-home-dark', as: 'resident', path: '/', sizes: [phone], dark: true },
  { name: 'portal-elder', as: 'elder', path: '/', sizes: [phone], elder: true },
  { name: 'portal-file', as: 'resident', path: '/file', sizes: both },
  { name: 'portal-matters', as: 'resident', path: '/matters', sizes: [phone] },
  { name: 'portal-progress', as: null, path: '/progress', sizes: [phone] },
  { name: 'portal-village', as: 'resident', path: '/village', sizes: both },
  { name: 'portal-sign-in', as: null, path: '/sign-in', sizes: both },
  { name: 'portal-matter', as: 'resident', path: '/matters/:matter', sizes: both },
  { name: 'portal-matter-elder', as: 'elder', path: '/matters/:matter', sizes: [phone], elder: true },
  { name: 'portal-services', as: 'resident', path: '/services', sizes: both },
  { name: 'portal-services-elder', as: 'elder', path: '/services', sizes: [phone], elder: true },
  { name: 'portal-item', as: 'resident', path: '/services/:item', sizes: both },
  { name: 'portal-item-elder', as: 'elder', path: '/services/:item', sizes: [phone], elder: true },
  { name: 'portal-apply', as: 'resident', path: '/services/:item/apply', sizes: both },
  { name: 'portal-apply-dark', as: 'resident', path: '/services/:item/apply', sizes: [phone], dark: true },
  { name: 'portal-apply-guest', as: null, path: '/services/:item/apply', sizes: [phone] },
  { name: 'portal-application', as: 'resident', path: '/matters/:application', sizes: both },
  { name: 'portal-answered', as: 'resident', path: '/matters/:answered', sizes: both },
  { name: 'portal-item-guest', as: null, path: '/services/:item', sizes: [phone] },
  { name: 'portal-not-found', as: null, path: '/nothing/here', sizes: [phone] },
  { name: 'portal-me', as: 'resident', path: '/me', sizes: [phone] },
  { name: 'portal-looks', as: 'resident', path: '/looks', sizes: both },
  { name: 'portal-looks-guest', as: null, path: '/looks', sizes: [phone] },
  { name: 'portal-own-data', as: 'resident', path: '/my-data', sizes: both },
  { name: 'portal-own-data-guest', as: null, path: '/my-data', sizes: [phone] },
  { name: 'office-sign-in', as: null, path: '/office/', sizes: both },
  { name: 'office-queue', as: 'dispatcher', path: '/office/', sizes: both },
  { name: 'office-queue-station', as: 'station', path: '/office/', sizes: both },
  { name: 'office-matter', as: 'dispatcher', path: '/office/matters/:matter', sizes: both },
  { name: 'office-matter-department', as: 'housing', path: '/office/matters/:matter', sizes: both },
  { name: 'office-matter-village', as: 'station', path: '/office/matters/:matter', sizes: both },
  { name: 'office-matter-worker', as: 'grid-worker', path: '/office/matters/:matter', sizes: [phone] },
  { name: 'office-matter-overdue', as: 'supervisor', path: '/office/matters/:overdue', sizes: both },
  { name: 'office-matter-done', as: 'dispatcher', path: '/office/matters/:done', sizes: both },
  { name: 'office-matter-conflict', as: 'station', path: '/office/matters/:conflict', sizes: both },
  { name: 'office-set-against', as: 'dispatcher', path: '/office/matters/:appeal?step=set-against', sizes: both },
  { name: 'office-application', as: 'window', path: '/office/matters/:accepted', sizes: both },
  { name: 'office-application-village', as: 'station', path: '/office/matters/:proxy', sizes: both },
  { name: 'office-application-closed', as: 'dispatcher', path: '/office/matters/:accepted', sizes: both },
  { name: 'office-paper-accepted', as: 'window', path: '/office/matters/:accepted/papers/accepted', sizes: both },
  { name: 'office-paper-missing', as: 'window', path: '/office/matters/:missing/papers/missing', sizes: both },
  { name: 'office-paper-result', as: 'window', path: '/office/matters/:decided/papers/result', sizes: both },
  { name: 'office-paper-none', as: 'window', path: '/office/matters/:accepted/papers/nothing', sizes: [desk] },
  { name: 'office-hand-over-list', as: 'station', path: '/office/proxy/lists/:list', sizes: both },
  { name: 'office-hand-over-received', as: 'window', path: '/office/proxy/lists/:list', sizes: both },
  { name: 'office-verification', as: 'dispatcher', path: '/office/matters/:verification', sizes: both },
  { name: 'office-verification-closed', as: 'dispatcher', path: '/office/matters/:closed', sizes: both },
  { name: 'office-verification-village', as: 'station', path: '/office/matters/:verification', sizes: both },
  { name: 'office-paper-checklist', as: 'station', path: '/office/matters/:verification/papers/checklist', sizes: both },
  { name: 'office-blank-mandate', as: 'station', path: '/office/services/:item/mandate', sizes: both },
  { name: 'office-service', as: 'administrator', path: '/office/services/:item', sizes: both },
  { name: 'office-service-example', as: 'administrator', path: '/office/services/:example', sizes: both },
  { name: 'office-body', as: 'administrator', path: '/office/bodies/:body', sizes: both },
  { name: 'office-body-appoint', as: 'administrator', path: '/office/bodies/:body?act=appoint&role=grid-worker', sizes: both },
  { name: 'office-body-correct', as: 'administrator', path: '/office/bodies/:body?act=correct&post=:post', sizes: both },
  { name: 'office-body-found', as: 'administrator', path: '/office/bodies?found=service-station&territory=640121104205', sizes: both },
  { name: 'office-grid-new', as: 'administrator', path: '/office/places/640121104205?grid=new', sizes: both },
  { name: 'office-people-missing', as: 'station', path: '/office/people?territory=640121104205&gap=incomplete', sizes: both },
  { name: 'office-person', as: 'station', path: '/office/people/:person', sizes: both },
  { name: 'office-reset-spent', as: null, path: `/office/reset#${'A'.repeat(43)}`, sizes: both },
  { name: 'office-reset-cut', as: null, path: '/office/reset#A', sizes: [phone] },
  { name: 'office-intake', as: 'window', path: '/office/intake', sizes: both },
  { name: 'office-collect', as: 'window', path: '/office/proxy/collect', sizes: both },
  { name: 'office-hand-in', as: 'station', path: '/office/proxy', sizes: both },
  { name: 'office-receive', as: 'window', path: '/office/proxy', sizes: both },
  { name: 'office-verifications', as: 'dispatcher', path: '/office/verifications', sizes: both },
  { name: 'office-services', as: 'administrator', path: '/office/services', sizes: both },
  { name: 'office-services-examples', as: 'station', path: '/office/services?part=examples', sizes: both },
  { name: 'office-board', as: 'dispatcher', path: '/office/board', sizes: both },
  { name: 'office-supervision', as: 'supervisor', path: '/office/supervision', sizes: both },
  { name: 'office-places', as: 'dispatcher', path: '/office/places/640121104205', sizes: both },
  { name: 'office-bodies', as: 'administrator', path: '/office/bodies', sizes: both },
  { name: 'office-people', as: 'station', path: '/office/people', sizes: both },
  { name: 'office-break-glass-off', as: 'power', path: '/office/break-glass', sizes: both },
  { name: 'office-break-glass-ask', as: 'grid-worker-2', path: '/office/break-glass#:glass', sizes: both },
  { name: 'office-break-glass-confirm', as: 'dispatcher', path: '/office/break-glass?part=confirm#:glass', sizes: both },
  { name: 'office-break-glass-review', as: 'supervisor', path: '/office/break-glass?part=review#:glass', sizes: both },
  { name: 'office-break-glass-opened', as: 'grid-worker-2', path: '/office/break-glass/:glass', sizes: both },
  { name: 'office-clauses', as: 'supervisor', path: '/office/clauses', sizes: both },
  {
    name: 'office-clauses-cell',
    as: 'supervisor',
    path: '/office/clauses?territory=640121104&cell=640121104205.matters-on-time',
    sizes: both,
  },
  { name: 'office-clauses-villages', as: 'supervisor', path: '/office/clauses?villages=true', sizes: both },
  { name: 'office-clauses-region', as: 'region', path: '/office/clauses', sizes: both },
  { name: 'office-clauses-city', as: 'region', path: '/office/clauses?territory=6404', sizes: both },
  { name: 'office-clauses-region-villages', as: 'region', path: '/office/clauses?villages=true', sizes: both },
  { name: 'office-statistics-region', as: 'region', path: '/office/statistics', sizes: both },
  { name: 'office-queue-region', as: 'region', path: '/office/', sizes: both },
  { name: 'office-places-region', as: 'region', path: '/office/places', sizes: both },
  { name: 'office-services-region', as: 'region', path: '/office/services', sizes: [phone] },
  { name: 'office-statistics', as: 'dispatcher', path: '/office/statistics', sizes: both },
  { name: 'office-policy', as: 'administrator', path: '/office/policy', sizes: both },
  { name: 'office-calendar', as: 'administrator', path: '/office/policy?part=calendar', sizes: both },
  { name: 'office-accounts', as: 'administrator', path: '/office/accounts', sizes: both },
  { name: 'office-messages', as: 'administrator', path: '/office/messages', sizes: both },
  { name: 'office-jobs', as: 'administrator', path: '/office/messages?part=jobs', sizes: both },
  { name: 'office-systems', as: 'administrator', path: '/office/systems', sizes: [phone] },
  { name: 'office-systems-full', as: 'administrator', path: '/office/systems#:system', sizes: both },
  { name: 'office-posts', as: 'administrator', path: '/office/posts', sizes: both },
  { name: 'office-posts-station', as: 'station', path: '/office/posts', sizes: both },
  { name: 'office-posts-confirmed', as: 'administrator', path: '/office/posts?part=confirmed', sizes: both },
  { name: 'office-audit', as: 'supervisor', path: '/office/audit', sizes: both },
  { name: 'office-checkpoint', as: 'supervisor', path: '/office/audit/checkpoint', sizes: both },
  { name: 'office-unusual', as: 'supervisor', path: '/office/audit/unusual', sizes: both },
  { name: 'office-me', as: 'dispatcher', path: '/office/me', sizes: both },
  { name: 'office-me-asked', as: 'grid-worker', path: '/office/me#:question', sizes: both },
];

const COUNTY = '640121';
const ITEM = '老人取暖补贴申领';

/** A day of the region, so many days from today. */
const dayFromNow = (days: number): string => new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

/** What another persona does meanwhile, in a browser of their own. */
async function meanwhile<Answer>(context: BrowserContext, key: string, act: (other: BrowserContext) => Promise<Answer>): Promise<Answer> {
  const { origin } = new URL((await context.request.get('/healthz')).url());
  const other = (await context.browser()?.newContext({ baseURL: origin })) as BrowserContext;
  try {
    await ask(other, 'accounts.demoSignIn', { key });
    return await act(other);
  } finally {
    await other.close();
  }
}

/** An item one can apply for online; where the catalogue has none of this name it is published as the county's administrator would. */
async function onlineItem(context: BrowserContext): Promise<string> {
  const find = async () => {
    const { body } = await callAs(context, 'services.search', { county: COUNTY, q: ITEM });
    return (body as { items: { id: string; name: string }[] }).items.find(({ name }) => name === ITEM)?.id;
  };
  const found = await find();
  if (found) return found;
  return meanwhile(context, 'administrator', async (administrator) => {
    const { id } = await ask<{ id: string }>(administrator, 'services.save', {
      code: 'screens-heating',
      name: ITEM,
      department: '县民政局',
      materials: ['身份证', '户口簿', '取暖费收据'].map((name) => ({ name })),
      steps: ['网上申请', '镇里审核', '发放'],
      days: 10,
      online: true,
      validFrom: dayFromNow(0),
    });
    return id;
  });
}

/** An application of whoever is signed in. */
async function application(context: BrowserContext): Promise<string> {
  const mine = (await callAs(context, 'matters.mine', {})).body as { matters: { id: string; kind: string }[] };
  const known = mine.matters.find(({ kind }) => kind === 'proxy-service');
  if (known) return known.id;
  const applied = await callAs(context, 'proxy.apply', { item: await onlineItem(context), village: '640121104205', materials: [] });
  return (applied.body as { id: string }).id;
}

/** The answer of an operation to whoever is signed in. */
async function ask<Answer>(context: BrowserContext, operation: string, input: object): Promise<Answer> {
  const { status, body } = await callAs(context, operation, input);
  if (status !== 200) throw new Error(`${operation} answered ${status}: ${JSON.stringify(body)}`);
  return body as Answer;
}

interface Row {
  id: string;
  kind?: string;
  status?: string;
}

/** The first that fits among a tab of the queue, else among a resident's own. */
const queued =
  (input: object, fits: (row: Row) => boolean = () => true) =>
  async (context: BrowserContext) =>
    (await ask<{ items: Row[] }>(context, 'matters.queue', { limit: 200, ...input })).items.find(fits)?.id;
const own =
  (fits: (row: Row) => boolean = () => true) =>
  async (context: BrowserContext) =>
    (await ask<{ matters: Row[] }>(context, 'matters.mine', {})).matters.find(fits)?.id;

/** An application of which this paper can be printed. */
const withPaper = (has: (content: Record<string, unknown>) => boolean) => async (context: BrowserContext) => {
  const { items } = await ask<{ items: Row[] }>(context, 'matters.queue', { tab: 'all', kind: 'proxy-service', limit: 100 });
  for (const { id } of items) {
    const view = await ask<{ content: Record<string, unknown> | null }>(context, 'matters.view', { id });
    if (view.content && has(view.content)) return id;
  }
};

/** A verification with answers that open only for a purpose. */
const closed = async (context: BrowserContext) => {
  const { items } = await ask<{ items: Row[] }>(context, 'matters.queue', { tab: 'all', kind: 'home-verification', limit: 100 });
  for (const { id } of items) {
    const { papers } = await ask<{ papers: { count: number; seen: number } | null }>(context, 'matters.view', { id });
    if (papers && papers.seen < papers.count) return id;
  }
};

const STATION = '原隆村服务站';
const station = async (context: BrowserContext) =>
  (await ask<{ items: Row[] }>(context, 'bodies.search', { q: STATION, kinds: ['service-station'] })).items[0]?.id;

/** A matter that asks about a look of somebody of the station. */
const aboutALook = (context: BrowserContext) =>
  meanwhile(context, 'resident', async (resident) => {
    const { items } = await ask<{ items: { id: string; unit: string }[] }>(resident, 'audit.mine', {});
    const look = items.find(({ unit }) => unit === STATION)?.id;
    const filed = { words: '为什么看我的电话', category: 'affairs.ask', village: '640121104205', look };
    return (await ask<Row>(resident, 'matters.file', filed)).id;
  });

/** A question of the supervisor about a look of 李建军, whom the persona of the grid worker is; asked once. */
const questionAboutALook = (context: BrowserContext) =>
  meanwhile(context, 'supervisor', async (supervisor) => {
    const { items } = await ask<{ items: Row[] }>(supervisor, 'audit.search', { accountQ: '李建军', kind: 'look' });
    const look = items[0]?.id;
    const asked = (await ask<{ items: Row[] }>(context, 'audit.askedOfMe', {})).items;
    if (look && !asked.length) await ask(supervisor, 'audit.askAbout', { id: look, words: '这一次是为了什么事看的？' });
    return look;
  });

/** A webhook, and beside it a key of Open311. */
async function system(context: BrowserContext): Promise<string> {
  await ask(context, 'clients.add', { name: '永宁县 12345 热线平台', territory: COUNTY });
  const url = 'https://hooks.example.cn/linli/receive/matters';
  return (await ask<Row>(context, 'webhooks.add', { url, territory: COUNTY, events: ['matter.filed', 'matter.answered'] })).id;
}

/** Requests to see a villager of 原隆村 in an emergency: one waits, one is open, one is over; asked once. Gives the open one. */
const openGlass = (context: BrowserContext) =>
  meanwhile(context, 'grid-worker-2', async (worker) => {
    type Mine = { minutes: number; items: { id: string; state: string }[] };
    const mine = await ask<Mine>(worker, 'breakGlass.mine', {});
    const known = mine.items.find(({ state }) => state === 'open');
    if (known) return known.id;
    if (mine.minutes === 0)
      await meanwhile(context, 'administrator', (administrator) =>
        ask(administrator, 'policy.setParameter', {
          ...{ key: 'break-glass.minutes', value: 30, territory: COUNTY, validFrom: dayFromNow(0), source: '县里的通知第 3 号' },
        }),
      );
    const asked: string[] = [];
    for (const words of ['山洪要来了，一家人联系不上', '家里人报警，昨晚没有回家', '邻居敲门没人应，灯亮了一夜']) {
      const who = { by: 'phone', phone: '15409510001' };
      asked.push((await ask<Row>(worker, 'breakGlass.ask', { who, reason: 'disaster', words })).id);
    }
    const [over, open] = asked;
    await meanwhile(context, 'dispatcher', async (dispatcher) => {
      for (const id of [over, open]) await ask(dispatcher, 'breakGlass.agree', { id });
    });
    await ask(worker, 'breakGlass.shut', { id: over });
    return open;
  });

type Find = (context: BrowserContext) => Promise<string | undefined>;

/** What each word of a path stands for. Residents have no queue, so the portal looks among their own. */
const FINDERS: Record<string, { office?: Find; portal?: Find }> = {
  item: { office: onlineItem, portal: onlineItem },
  application: { portal: application },
  matter: { office: queued({}), portal: own() },
  answered: { portal: own(({ status }) => status === 'answered') },
  overdue: { office: queued({ tab: 'overdue' }) },
  appeal: { office: queued({ kind: 'appeal' }) },
  conflict: { office: aboutALook },
  question: { office: questionAboutALook },
  system: { office: system },
  glass: { office: openGlass },
  done: { office: queued({ tab: 'done', kind: 'appeal' }) },
  proxy: { office: queued({ tab: 'all', kind: 'proxy-service' }) },
  verification: { office: queued({ tab: 'all', kind: 'home-verification' }) },
  closed: { office: closed },
  accepted: { office: withPaper(({ acceptedAt }) => Boolean(acceptedAt)) },
  missing: { office: withPaper(({ missing }) => Boolean(missing)) },
  decided: { office: withPaper(({ granted }) => granted !== undefined) },
  list: {
    office: async (context) => (await ask<{ lists: Row[] }>(context, 'proxy.handOvers', { open: false })).lists[0]?.id,
  },
  example: {
    office: async (context) =>
      (await ask<{ items: Row[] }>(context, 'services.list', { county: COUNTY, part: 'examples', limit: 1 })).items[0]?.id,
  },
  body: { office: station },
  post: {
    office: async (context) =>
      (await ask<{ current: { appointmentId: string }[] }>(context, 'bodies.view', { id: await station(context) })).current[0]
        ?.appointmentId,
  },
  person: { office: async (context) => (await ask<{ items: Row[] }>(context, 'people.search', { limit: 1 })).items[0]?.id },
};

/** The address of a screen for whoever is signed in. */
export async function addressOf(screen: Screen, context: BrowserContext): Promise<string> {
  let { path } = screen;
  for (const [word, name = ''] of screen.path.matchAll(/:([a-z]+)/g)) {
    const id = await FINDERS[name]?.[screen.name.startsWith('portal') ? 'portal' : 'office']?.(context);
    if (!id) throw new Error(`${screen.as ?? 'a guest'} has no ${name} to show ${screen.name} with`);
    path = path.replace(word, id);
  }
  return path;
}

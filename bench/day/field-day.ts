import type { Worker } from './city.ts';
import type { Day } from './day.ts';
import { holds, isFull, isList } from './errands.ts';
import type { Errand, Kind } from './traffic.ts';

type Since = Record<string, { whole?: string; items?: Record<string, string> }>;
type Parts = Record<string, { unchanged: boolean; items: { id: string; version: string }[]; ids: string[] | null; whole: string | null }>;

/** What a phone holds after an answer: the versions it names next time. */
function sinceOf(before: Since, parts: Parts): Since {
  const since: Since = { ...before };
  for (const [name, { items, ids, whole }] of Object.entries(parts)) {
    if (whole !== null) since[name] = { whole };
    if (ids === null) continue;
    const known = { ...before[name]?.items, ...Object.fromEntries(items.map(({ id, version }) => [id, version])) };
    since[name] = { items: Object.fromEntries(ids.flatMap((id) => (known[id] ? [[id, known[id]]] : []))) };
  }
  return since;
}

/** One grid worker in so many is out at once and syncs again and again. */
const ABOUT = 5;

/** Grid workers: the day by the phone, what waited in its outbox, and somebody looked up at the door. */
export function fieldKinds({ city, random, requests: { ask, command }, matters, receipts }: Day): Kind[] {
  const workers = city.workers.filter(({ role }) => role === 'grid-worker');
  const about = workers.slice(0, Math.max(1, Math.floor(workers.length / ABOUT)));
  const phones = new Map<string, Since>();
  const byStation = new Map<string, Worker[]>();
  for (const worker of workers) byStation.set(worker.body, [...(byStation.get(worker.body) ?? []), worker]);
  const sync = (worker: Worker): Errand => {
    const since = phones.get(worker.account) ?? {};
    return {
      ...ask('field.sync', worker, { device: worker.device, since }, holds('parts')),
      done: ({ parts }) => void phones.set(worker.account, sinceOf(since, parts as Parts)),
    };
  };
  return [
    // A phone takes everything along once, when it is registered.
    { name: 'field.sync', share: 60, next: () => sync(random.pick(about)), earlier: () => about.map(sync) },
    {
      name: 'matters.file, from the outbox',
      share: 15,
      next() {
        const worker = random.pick(workers);
        const contact = { name: '王秀兰', phone: '13895550001' };
        const form = {
          words: '巡查时看到巷道井盖破了，怕人掉下去。',
          category: 'water.drain',
          village: worker.range.slice(0, 12),
          grid: worker.range,
        };
        const madeAt = new Date(Date.now() - random.whole(1, 120) * 60_000).toISOString();
        return command(
          'matters.file',
          worker,
          { ...form, contact, channel: 'field' },
          {
            check: holds('receiptCode'),
            done({ id, receiptCode }) {
              matters.toSignAtStation.give({
                ...{ id: String(id), seq: 1, holder: worker.body, village: form.village, centre: '', receipt: String(receiptCode) },
              });
              receipts.push(String(receiptCode));
            },
          },
          { 'linli-account': worker.account, 'linli-made-at': madeAt },
        );
      },
    },
    {
      name: 'matters.comment, from the outbox',
      share: 10,
      next() {
        const matter = matters.inHandAtStation.take();
        if (!matter) return null;
        const worker = random.pick(byStation.get(matter.holder) ?? []);
        return command(
          'matters.comment',
          worker,
          { id: matter.id, seq: matter.seq, words: '已到现场看过，明天带工具来修。' },
          {
            check: holds('seq'),
            done: ({ seq }) => matters.inHandAtStation.give({ ...matter, seq: Number(seq) }),
            undone: () => matters.inHandAtStation.give(matter),
          },
          { 'linli-account': worker.account },
        );
      },
    },
    {
      name: 'people.search, grid worker',
      share: 10,
      next() {
        const worker = random.pick(workers);
        return ask('people.search', worker, { q: random.pick(['马', '王', 'wang', 'm', '1巷']) }, holds('items', isList));
      },
    },
    { name: 'verifications.list', share: 5, next: () => ask('verifications.list', random.pick(workers), {}, holds('items', isList)) },
    {
      name: 'matters.queue, grid worker',
      share: 5,
      next: () => ask('matters.queue', random.pick(workers), { tab: 'mine' }, holds('items', isFull)),
    },
  ];
}

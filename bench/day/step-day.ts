import type { City, HeldMatter, Worker } from './city.ts';
import type { Day } from './day.ts';
import { holds } from './errands.ts';
import type { Kind } from './traffic.ts';

type Stage = keyof City['matters'];

/** The steps that bring matters on, from the signing at the station to the rating by who raised it; each matter is in one hand at a time. */
export function stepKinds({ city, random, requests: { command }, at, matters }: Day): Kind[] {
  const stationOf = new Map<string, string>();
  for (const { role, range, body } of city.workers) if (role === 'station-worker') stationOf.set(range, body);
  const centreOf = new Map<string, string>();
  for (const { role, range, body } of city.workers) if (role === 'dispatcher') centreOf.set(range, body);
  const step = (
    name: string,
    share: number,
    from: Stage,
    holderOf: (matter: HeldMatter) => string,
    input: (matter: HeldMatter) => { holder?: string; with?: Record<string, unknown> },
    to: Stage | null,
  ): Kind => ({
    name: `matters.${name}, ${from.includes('Department') ? 'department' : from === 'toAssign' ? 'centre' : 'station'}`,
    share,
    next() {
      const matter = matters[from].take();
      if (!matter) return null;
      const worker: Worker = at(holderOf(matter));
      const { holder = holderOf(matter), with: own = {} } = input(matter);
      return command(
        `matters.${name}`,
        worker,
        { id: matter.id, seq: matter.seq, ...own },
        {
          check: holds('seq', (seq) => seq === matter.seq + 1),
          done: ({ seq }) => (to ? matters[to].give({ ...matter, holder, seq: Number(seq) }) : undefined),
          undone: () => matters[from].give(matter),
        },
      );
    },
  });
  const station = ({ village }: HeldMatter) => stationOf.get(village) ?? '';
  const centre = ({ village }: HeldMatter) => centreOf.get(village.slice(0, 9)) ?? '';
  const department = ({ holder }: HeldMatter) => holder;
  return [
    step('sign', 25, 'toSignAtStation', station, () => ({}), 'inHandAtStation'),
    step('answer', 12, 'inHandAtStation', station, () => ({ with: { words: '已经处理好了，请您看看。' } }), 'answered'),
    step('pass-up', 8, 'inHandAtStation', station, () => ({ with: { words: '村里解决不了，请镇上派单。' } }), 'toAssign'),
    step(
      'assign',
      8,
      'toAssign',
      centre,
      ({ village }) => {
        const { id } = random.pick(city.departments.filter(({ county }) => village.startsWith(county)));
        return { holder: id, with: { body: id, words: '请核实处理' } };
      },
      'toSignAtDepartment',
    ),
    step('sign', 8, 'toSignAtDepartment', department, () => ({}), 'inHandAtDepartment'),
    step('answer', 8, 'inHandAtDepartment', department, () => ({ with: { words: '已更换并试运行正常。' } }), 'answered'),
    {
      name: 'matters.rate, receipt',
      share: 10,
      next() {
        const matter = matters.answered.take();
        if (!matter) return null;
        const input = { id: matter.id, seq: matter.seq, solved: true, satisfied: 'yes' };
        const errand = { check: holds('status', (status) => status === 'closed'), undone: () => matters.answered.give(matter) };
        return command('matters.rate', { receipt: matter.receipt }, input, errand);
      },
    },
  ];
}

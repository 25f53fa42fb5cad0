import { drain, type Outcome, type Sender } from '../drain.ts';
import { fileMark, type NewEntry, type OutboxEntry, PART_BYTES } from '../entry.ts';
import { type OutboxEvent, OutboxRefusal, reduce } from '../reduce.ts';
import { type CommandMemory, ModelDatabase, ModelServer } from './model-server.ts';
import { type Random, random } from './random.ts';
import { type Life, Stepping, settled } from './stepping.ts';

/** What a person did and the device said it had kept. */
interface Kept {
  mark: string;
  author: string;
  device: string;
  thread: string;
  order: number;
  files: string[];
}

export interface SimulationResult {
  seed: number;
  /** What went wrong, in sentences; empty when everything held. */
  faults: string[];
  kept: number;
  kills: number;
  /** One of the two servers was killed. */
  serverKills: number;
  lost: number;
  refusals: number;
  conflicts: number;
}

export interface SimulationOptions {
  /** Who remembers the answered commands; with any but the database the run must find faults. */
  memory?: CommandMemory;
  /** How many things happen before the network is left in peace. */
  happenings?: number;
}

const ACCOUNTS = ['li', 'ma'] as const;
const MATTERS = ['m1', 'm2', 'm3'] as const;

/** What was read from a store is a copy; frozen it need not be copied for each reader, and a change to it is an error instead of lost. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}

/** A phone: one durable store, up to two open tabs, a clock that jumps, somebody signed in. */
class Device {
  readonly name: string;
  /** What survives a kill. */
  durable: OutboxEntry[] = [];
  revision = 0;
  online = true;
  clock: number;
  account: string = 'li';
  tabs: Life[] = [];
  locked: Life | null = null;
  readonly hasLocks: boolean;

  constructor(name: string, clock: number, hasLocks: boolean) {
    this.name = name;
    this.clock = clock;
    this.hasLocks = hasLocks;
  }
}

class World {
  readonly random: Random;
  readonly database = new ModelDatabase();
  /** Two servers; whichever the road leads to answers. */
  readonly servers: ModelServer[];
  readonly stepping: Stepping;
  readonly devices: Device[];
  readonly kept: Kept[] = [];
  readonly dropped = new Set<string>();
  readonly late: (() => unknown)[] = [];
  readonly result: SimulationResult;
  calm = false;
  #ids = 0;

  constructor(seed: number, memory: CommandMemory) {
    this.random = random(seed);
    this.stepping = new Stepping(this.random);
    this.servers = [0, 1].map(() => new ModelServer(this.database, this.stepping, memory));
    for (const id of MATTERS) this.database.open(id);
    const clock = 1_700_000_000_000;
    this.devices = [new Device('a', clock, this.random.chance(0.8)), new Device('b', clock + 7_200_000, this.random.chance(0.8))];
    this.result = { seed, faults: [], kept: 0, kills: 0, serverKills: 0, lost: 0, refusals: 0, conflicts: 0 };
  }

  id(name: string): string {
    this.#ids += 1;
    return `${name}-${this.#ids}`;
  }

  /** Applies an event as the real store does: read, reduce outside, write only if nobody wrote meanwhile. */
  async apply(device: Device, life: Life, event: OutboxEvent): Promise<OutboxEntry[]> {
    for (;;) {
      await this.stepping.turn(life);
      const { revision } = device;
      const after = reduce(device.durable, event);
      await this.stepping.turn(life);
      if (device.revision !== revision) continue;
      device.durable = after.map((entry) => (device.durable.includes(entry) ? entry : frozen(structuredClone(entry))));
      device.revision += 1;
      await this.stepping.turn(life);
      return after;
    }
  }

  /** A request over this network: lost on the way, answered into the void, delivered twice or late, or just answered. */
  async request<Answer>(device: Device, life: Life, deliver: () => Promise<Outcome<Answer>>): Promise<Outcome<Answer>> {
    await this.stepping.turn(life);
    const fate = this.calm ? 1 : this.random.next();
    if (!device.online || fate < 0.12) {
      this.result.lost += 1;
      return { kind: 'lost' };
    }
    if (fate < 0.2) {
      this.late.push(deliver);
      this.result.lost += 1;
      return { kind: 'lost' };
    }
    const outcome = await deliver();
    if (outcome.kind === 'lost') this.result.lost += 1;
    if (fate < 0.26) this.late.push(deliver);
    await this.stepping.turn(life);
    if (fate > 0.26 && fate < 0.4) {
      this.result.lost += 1;
      return { kind: 'lost' };
    }
    return outcome;
  }

  senderOf(device: Device, life: Life): Sender {
    const account = device.account;
    // The request names whose work it is; the server refuses it under another sign-in.
    const guarded =
      <Answer>(deliver: (server: ModelServer) => Promise<Outcome<Answer>>) =>
      async (): Promise<Outcome<Answer>> =>
        device.account === account ? deliver(this.random.pick(this.servers)) : { kind: 'signed-out' };
    return {
      account,
      online: () => device.online,
      now: () => device.clock,
      instant: () => new Date(device.clock).toISOString(),
      entries: async () => {
        await this.stepping.turn(life);
        return [...device.durable];
      },
      apply: (event) => this.apply(device, life, event),
      upload: (file) =>
        this.request(
          device,
          life,
          guarded((server) => server.upload(account, file)),
        ),
      call: (operation, input, commandId) => {
        const sent = structuredClone(input);
        return this.request(
          device,
          life,
          guarded((server) => server.call(account, operation, sent, commandId)),
        );
      },
    };
  }

  /** A tab sends what waits; with locks, one tab at a time. */
  async send(device: Device, life: Life): Promise<void> {
    if (device.hasLocks) {
      if (device.locked?.alive) return;
      device.locked = life;
    }
    await drain(this.senderOf(device, life));
    if (device.locked === life) device.locked = null;
  }

  openTab(device: Device): Life {
    const life = { alive: true };
    device.tabs.push(life);
    return life;
  }

  kill(device: Device): void {
    for (const life of device.tabs) life.alive = false;
    device.tabs = [];
    device.locked = null;
    this.result.kills += 1;
  }

  /** A person does something; only when the store has resolved may the screen say that it is kept. */
  async make(device: Device, life: Life): Promise<void> {
    const what = this.random.pick(['step', 'step', 'note', 'file', 'file-and-step'] as const);
    const author = device.account;
    const entry = (operation: string, thread: string, input: Record<string, unknown>, extra: Partial<NewEntry> = {}) => {
      const mark = this.id('mark');
      const files = this.random.chance(0.3) ? [this.id('photo')] : [];
      const made: NewEntry = {
        commandId: this.id('command'),
        operation,
        thread,
        author,
        title: mark,
        madeAt: new Date(device.clock).toISOString(),
        input: { mark, ...input, ...(this.random.chance(0.12) && { wrong: true }), attachments: files.map(fileMark) },
        attachments: files.map((key) => ({ key, bytes: PART_BYTES * this.random.below(3) + 10, mediaType: 'image/jpeg' })),
        ...extra,
      };
      return { made, mark, files };
    };
    const keep = async (one: { made: NewEntry; mark: string; files: string[] }) => {
      await this.apply(device, life, { kind: 'added', entry: one.made });
      const order = device.durable.find((kept) => kept.commandId === one.made.commandId)?.n ?? 0;
      this.kept.push({ mark: one.mark, author, device: device.name, thread: one.made.thread, order, files: one.files });
    };
    if (what === 'note') return keep(entry('note', this.id('note'), {}));
    if (what === 'step') {
      const id = this.random.pick(MATTERS);
      const before = device.durable.filter((kept) => kept.thread === id && kept.author === author && kept.state !== 'sent').at(-1);
      const follows = before && { commandId: before.commandId, fill: { seq: 'seq' } };
      const seq = this.database.matters.get(id)?.seq ?? 1;
      return keep(entry('step', id, { id, ...(follows ? {} : { seq }) }, follows ? { follows } : {}));
    }
    const thread = this.id('new');
    const filed = entry('file', thread, {});
    await keep(filed);
    if (what === 'file-and-step')
      await keep(entry('step', thread, {}, { follows: { commandId: filed.made.commandId, fill: { id: 'id', seq: 'seq' } } }));
  }

  /** The author looks at what was set aside: corrects and sends again, or drops. */
  async tidy(device: Device, life: Life): Promise<void> {
    const aside = device.durable.filter((entry) => entry.author === device.account && ['refused', 'conflict'].includes(entry.state));
    if (aside.length === 0) return;
    const entry = this.random.pick(aside);
    if (entry.state === 'refused') this.result.refusals += 1;
    else this.result.conflicts += 1;
    const cannot = entry.problem?.type === 'dropped-before';
    if (cannot || this.random.chance(0.25)) {
      // From the press on both ends are right: dropped, or, when the page is killed in between, still there.
      this.dropped.add(String(entry.input.mark));
      await this.apply(device, life, { kind: 'dropped', commandId: entry.commandId, by: device.account });
      return;
    }
    const { wrong: _wrong, ...input } = entry.input;
    if (entry.state === 'conflict') {
      const seq = this.database.matters.get(String(input.id))?.seq ?? 1;
      await this.apply(device, life, { kind: 'learned', commandId: entry.commandId, theirs: { seq, lines: [] } });
      input.seq = seq;
    }
    await this.apply(device, life, {
      kind: 'corrected',
      commandId: entry.commandId,
      by: device.account,
      input,
      newCommandId: this.id('command'),
    }).catch((error: unknown) => {
      // Another tab was faster; the author sees it and leaves it.
      if (!(error instanceof OutboxRefusal)) throw error;
    });
  }

  happen(): void {
    const device = this.random.pick(this.devices);
    const life = device.tabs.length > 0 && this.random.chance(0.8) ? this.random.pick(device.tabs) : this.openTab(device);
    if (device.tabs.length > 2) {
      const closed = device.tabs.shift();
      if (closed) closed.alive = false;
    }
    const dice = this.random.next();
    const start = (work: Promise<void>) => void work.catch((error: Error) => this.result.faults.push(error.message));
    if (dice < 0.3) start(this.make(device, life));
    else if (dice < 0.6) start(this.send(device, life));
    else if (dice < 0.7) start(this.tidy(device, life));
    else if (dice < 0.77) this.kill(device);
    else if (dice < 0.83) device.online = !device.online;
    else if (dice < 0.88) device.clock += this.random.pick([-86_400_000, -3_600_000, 60_000, 3_600_000, 30 * 86_400_000]);
    else if (dice < 0.93) this.database.elsewhere(this.random.pick(MATTERS));
    else if (dice < 0.95) this.database.forgetUploads();
    else if (dice < 0.97) device.account = this.random.pick(ACCOUNTS);
    else if (dice < 0.98) {
      this.random.pick(this.servers).kill();
      this.result.serverKills += 1;
    } else if (this.late.length > 0) this.late.splice(this.random.below(this.late.length), 1)[0]?.();
  }

  /** The network is left in peace and every author comes back to finish. */
  async finish(): Promise<void> {
    this.calm = true;
    for (const deliver of this.late.splice(0)) deliver();
    for (const device of this.devices) {
      this.kill(device);
      device.online = true;
      for (const account of ACCOUNTS) {
        device.account = account;
        const left = () => device.durable.filter((entry) => entry.author === account && entry.state !== 'sent').length;
        for (let round = 0; left() > 0 && round < 200; round += 1) {
          const life = this.openTab(device);
          device.clock += 600_000;
          await this.run(this.send(device, life));
          await this.run(this.tidy(device, life));
        }
        if (left() > 0) this.result.faults.push(`device ${device.name}: ${left()} entries of ${account} never left`);
      }
    }
  }

  async run(work: Promise<void>): Promise<void> {
    let done = false;
    void work.then(() => {
      done = true;
    });
    await settled();
    for (let steps = 0; !done && steps < 20_000; steps += 1) if (!(await this.stepping.step())) break;
    if (!done) this.result.faults.push('a page stands still for ever');
  }

  judge(): void {
    const places = [...this.database.matters.values()].map((matter) => matter.actions);
    const all = [...places.flat(), ...this.database.notes];
    const count = new Map<string, number>();
    for (const { mark } of all) count.set(mark, (count.get(mark) ?? 0) + 1);
    const { faults } = this.result;
    for (const [mark, times] of count) if (times > 1) faults.push(`${mark} was done ${times} times`);
    for (const kept of this.kept) {
      const found = all.find((one) => one.mark === kept.mark);
      if (!found && !this.dropped.has(kept.mark)) faults.push(`${kept.mark} was kept and is lost`);
      if (found && found.by !== kept.author) faults.push(`${kept.mark} of ${kept.author} was sent by ${found.by}`);
      if (found && String(found.files) !== String(kept.files)) faults.push(`${kept.mark} arrived with the files ${found.files}`);
    }
    for (const actions of places) {
      const order = new Map<string, number>();
      for (const { mark } of actions) {
        const kept = this.kept.find((one) => one.mark === mark);
        if (!kept) continue;
        const line = `${kept.device}/${kept.author}`;
        if (kept.order < (order.get(line) ?? 0)) faults.push(`${mark} overtook an earlier entry of its matter`);
        order.set(line, kept.order);
      }
    }
    this.result.kept = this.kept.length;
  }
}

/** One run: two devices with tabs, two servers behind one database, kills in the middle of anything, a bad network, jumping clocks, colleagues who are faster. Deterministic by seed. */
export async function simulate(seed: number, options: SimulationOptions = {}): Promise<SimulationResult> {
  const world = new World(seed, options.memory ?? 'database');
  const happenings = options.happenings ?? 60;
  for (let at = 0; at < happenings; at += 1) {
    world.happen();
    await settled();
    const steps = world.random.below(8);
    for (let step = 0; step < steps; step += 1) if (!(await world.stepping.step())) break;
  }
  await world.finish();
  // What was delivered late is worked off too.
  while (await world.stepping.step());
  world.judge();
  return world.result;
}

import { type Disk, DiskFull, type PhoneRow, type SealedRow } from '../device/disk.ts';

/** A disk for tests: may be full, may fail at a write, and keeps what was written across "restarts". */
export class MemoryDisk implements Disk {
  readonly rows = new Map<string, SealedRow>();
  readonly phoneRows = new Map<string, PhoneRow>();
  readonly revisions = new Map<string, number>();
  full = false;
  /** Called inside a write before it takes effect; may throw, as a killed page does. */
  beforeWrite: () => void = () => undefined;

  /** Awaited between a look at the rows and its answer. */
  afterLook: () => Promise<void> = async () => undefined;

  async phones() {
    return [...this.phoneRows.values()];
  }
  async phone(owner: string) {
    return this.phoneRows.get(owner);
  }
  async changePhone(owner: string, change: (phone: PhoneRow) => PhoneRow) {
    const phone = this.phoneRows.get(owner);
    if (phone) this.phoneRows.set(owner, change(phone));
    return this.phoneRows.get(owner);
  }
  async addPhone(phone: PhoneRow) {
    this.phoneRows.set(phone.owner, phone);
  }
  async sealed(owner: string, kind: string, id: string) {
    return this.rows.get(`${owner}/${kind}/${id}`);
  }
  async allSealed(owner: string, kind: string) {
    const rows = [...this.rows.values()].filter((row) => row.owner === owner && row.kind === kind);
    const revision = await this.revision(owner, kind);
    await this.afterLook();
    return { rows, revision };
  }
  async revision(owner: string, kind: string) {
    return this.revisions.get(`${owner}/${kind}`) ?? 0;
  }
  async write({ owner, put, remove, expected }: Parameters<Disk['write']>[0]) {
    if (expected && (await this.revision(owner, expected.kind)) !== expected.revision) return false;
    this.beforeWrite();
    if (this.full && put.length > 0) throw new DiskFull('no room');
    for (const { kind, id } of remove) this.rows.delete(`${owner}/${kind}/${id}`);
    for (const row of put) this.rows.set(`${owner}/${row.kind}/${row.id}`, row);
    if (expected) this.revisions.set(`${owner}/${expected.kind}`, expected.revision + 1);
    return true;
  }
  async empty(owner: string) {
    this.phoneRows.delete(owner);
    for (const key of [...this.rows.keys()]) if (key.startsWith(`${owner}/`)) this.rows.delete(key);
    for (const key of [...this.revisions.keys()]) if (key.startsWith(`${owner}/`)) this.revisions.delete(key);
  }
  async drop(owner: string, kinds: readonly string[]) {
    for (const [key, row] of [...this.rows]) if (row.owner === owner && kinds.includes(row.kind)) this.rows.delete(key);
  }
}

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { type Disk, DiskFull, type PhoneRow, type SealedRow } from './disk.ts';

interface FieldDatabase extends DBSchema {
  phones: { key: string; value: PhoneRow };
  sealed: { key: [string, string, string]; value: SealedRow; indexes: { kind: [string, string] } };
  revisions: { key: [string, string]; value: number };
}

const NAME = 'linli-field';
const VERSION = 1;

const fullOr = (error: unknown): unknown =>
  error instanceof DOMException && (error.name === 'QuotaExceededError' || error.name === 'UnknownError') ? new DiskFull('no room') : error;

/** Opens the phone's store. Rejects where the browser keeps nothing (private windows), because then nothing could be promised. */
export async function openIndexedDisk(): Promise<Disk> {
  const db: IDBPDatabase<FieldDatabase> = await openDB<FieldDatabase>(NAME, VERSION, {
    upgrade(made) {
      made.createObjectStore('phones', { keyPath: 'owner' });
      made.createObjectStore('sealed', { keyPath: ['owner', 'kind', 'id'] }).createIndex('kind', ['owner', 'kind']);
      made.createObjectStore('revisions');
    },
    // A newer version in another tab wants to change the store: let it, and start anew.
    blocking: () => {
      db.close();
      location.reload();
    },
  });
  return {
    phones: () => db.getAll('phones'),
    phone: (owner) => db.get('phones', owner),
    async changePhone(owner, change) {
      const tx = db.transaction('phones', 'readwrite', { durability: 'strict' });
      const phone = await tx.store.get(owner);
      const changed = phone && change(phone);
      if (changed) await tx.store.put(changed);
      await tx.done;
      return changed;
    },
    addPhone: async (phone) => {
      await db.put('phones', phone);
    },
    sealed: (owner, kind, id) => db.get('sealed', [owner, kind, id]),
    async allSealed(owner, kind) {
      const tx = db.transaction(['sealed', 'revisions']);
      const rows = await tx.objectStore('sealed').index('kind').getAll([owner, kind]);
      const revision = (await tx.objectStore('revisions').get([owner, kind])) ?? 0;
      return { rows, revision };
    },
    revision: async (owner, kind) => (await db.get('revisions', [owner, kind])) ?? 0,
    async write({ owner, put, remove, expected }) {
      // Strict: the answer comes when it is on the disk, not when the system promises to write it some time.
      const tx = db.transaction(['sealed', 'revisions'], 'readwrite', { durability: 'strict' });
      const done = tx.done.catch((error: unknown) => Promise.reject(fullOr(error)));
      try {
        const revisions = tx.objectStore('revisions');
        if (expected) {
          const revision = (await revisions.get([owner, expected.kind])) ?? 0;
          if (revision !== expected.revision) {
            await done;
            return false;
          }
          await revisions.put(revision + 1, [owner, expected.kind]);
        }
        const sealed = tx.objectStore('sealed');
        for (const { kind, id } of remove) await sealed.delete([owner, kind, id]);
        for (const row of put) await sealed.put(row);
        await done;
        return true;
      } catch (error) {
        done.catch(() => undefined);
        throw fullOr(error);
      }
    },
    async empty(owner) {
      const tx = db.transaction(['phones', 'sealed', 'revisions'], 'readwrite', { durability: 'strict' });
      // The keys first: without them the rest is noise, whatever happens next.
      await tx.objectStore('phones').delete(owner);
      await tx.objectStore('sealed').delete(IDBKeyRange.bound([owner], [owner, []]));
      await tx.objectStore('revisions').delete(IDBKeyRange.bound([owner], [owner, []]));
      await tx.done;
    },
    async drop(owner, kinds) {
      const tx = db.transaction('sealed', 'readwrite', { durability: 'strict' });
      for (const kind of kinds) await tx.store.delete(IDBKeyRange.bound([owner, kind], [owner, kind, []]));
      await tx.done;
    },
  };
}

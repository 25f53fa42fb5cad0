/** A value as it lies on the disk: encrypted, with what row-keeping needs in the open (no word of a person among it). */
export interface SealedRow {
  owner: string;
  kind: string;
  id: string;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** What lies open on the disk about the phone of one account: keys that need the PIN, counters, the proof towards the server. */
export interface PhoneRow {
  /** The account. */
  owner: string;
  /** The account that used this phone last. */
  active: boolean;
  device: { id: string; secret: string; registered: boolean };
  /** Cannot be exported; without it the wrapped key is noise on another device. */
  deviceKey: CryptoKey;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  wrapped: { data: ArrayBuffer; pinIv: Uint8Array<ArrayBuffer>; deviceIv: Uint8Array<ArrayBuffer> };
  wrongPins: number;
  /** Milliseconds of the device's clock. */
  pausedUntil: number;
  /** When the server was last heard, and the latest time this phone has known; milliseconds. */
  contactAt: number;
  latestAt: number;
  /** Server's clock minus device's, in milliseconds. */
  offset: number;
}

/** The phone has no room left; nothing was written. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull';
}

/** The store of the phone. `write` is atomic: all of it survives a kill, or none. */
export interface Disk {
  phones(): Promise<PhoneRow[]>;
  phone(owner: string): Promise<PhoneRow | undefined>;
  /** Reads and writes in one transaction; nothing when the phone is gone. */
  changePhone(owner: string, change: (phone: PhoneRow) => PhoneRow): Promise<PhoneRow | undefined>;
  addPhone(phone: PhoneRow): Promise<void>;
  sealed(owner: string, kind: string, id: string): Promise<SealedRow | undefined>;
  allSealed(owner: string, kind: string): Promise<{ rows: SealedRow[]; revision: number }>;
  revision(owner: string, kind: string): Promise<number>;
  /**
   * Writes and removes rows; with `expected` only when nobody wrote that kind meanwhile.
   * @returns false when somebody did; @throws {DiskFull}
   */
  write(change: {
    owner: string;
    put: readonly SealedRow[];
    remove: readonly { kind: string; id: string }[];
    expected?: { kind: string; revision: number };
  }): Promise<boolean>;
  /** Takes everything of an account off the phone. */
  empty(owner: string): Promise<void>;
  /** Takes the rows of some kinds off. */
  drop(owner: string, kinds: readonly string[]): Promise<void>;
}

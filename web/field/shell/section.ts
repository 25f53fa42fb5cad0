import { type ComponentType, createContext, useContext } from 'react';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import type { IconName } from '../../kit/icons.tsx';
import type { DayMatter } from '../matters/matters-of-day.ts';

/** A screen below `/field`; `params` are the named parts of its path. */
export interface FieldRoute {
  path: string;
  load: () => Promise<{ default: ComponentType<{ params: Record<string, string> }> }>;
}

/**
 * One kind of field work, in a folder of its own beside this one: what it adds to today, its screens, how its entries in the outbox are mended.
 * What it shows without a network comes from a part of the same name on the server (server/modules/field/parts.ts).
 */
export interface FieldSection {
  name: string;
  /** Its rows on the first screen, with their heading; draws nothing when there are none. */
  Today?: ComponentType;
  routes?: readonly FieldRoute[];
  /** What can be begun at a household's door. */
  starts?: readonly { title: string; icon: IconName; path: (household: string) => string }[];
  /** The kind of matter it is about, if any. */
  kind?: MatterKind;
  /** Entries it mends on a screen of its own instead of the plain one; undefined: not one of its own. */
  mends?: (entry: OutboxEntry) => string | undefined;
}

/** A kind of matter whose rows on today are drawn by its section, with what only it knows of such a matter. */
export interface MatterKind {
  kind: string;
  /** Steps that are taken on a screen of the section, by name. */
  steps: Readonly<Record<string, (matter: string) => string>>;
  /** What stands on the page of such a matter below its words. */
  Facts?: ComponentType<{ matter: DayMatter }>;
}

/** Every kind of field work, given by the app at the top, so that a screen of one kind can offer what the others begin. */
export const Sections = createContext<readonly FieldSection[]>([]);
export const useSections = (): readonly FieldSection[] => useContext(Sections);

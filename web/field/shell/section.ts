import { type ComponentType, createContext, useContext } from 'react';
import type { OutboxEntry } from '../../../domain/outbox/entry.ts';
import type { IconName } from '../../kit/icons.tsx';

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
  /** Operations whose refused entries it mends on a screen of its own instead of the plain one. */
  mends?: { operations: readonly string[]; path: (entry: OutboxEntry) => string };
}

/** Every kind of field work, given by the app at the top, so that a screen of one kind can offer what the others begin. */
export const Sections = createContext<readonly FieldSection[]>([]);
export const useSections = (): readonly FieldSection[] => useContext(Sections);

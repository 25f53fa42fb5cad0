/** How a value that an older app sealed becomes one of the next shape, by kind of row. */
export type MoveUp = Record<string, (value: Record<string, unknown>) => Record<string, unknown>>;

/** From each shape to the next: a change an older app would not understand adds one step, never alters one. The first shape has none before it. */
const STEPS: readonly MoveUp[] = [{ draft: filesNamedInPlace }];

interface FirstDraft {
  photos?: string[];
  voice?: { key: string; seconds: number; type: string };
}

/** Drafts named the keys of their photos; since they may hold files anywhere, each stands where it belongs. */
function filesNamedInPlace(draft: Record<string, unknown>): Record<string, unknown> {
  const { photos = [], voice } = draft as FirstDraft;
  return {
    ...draft,
    photos: photos.map((key) => ({ key, blob: { type: 'image/jpeg' } })),
    ...(voice && { voice: { key: voice.key, seconds: voice.seconds, blob: { type: voice.type } } }),
  };
}

/** A newer app than this one has written here; it must be opened with that one. */
export class NewerShape extends Error {
  override readonly name = 'NewerShape';
}

/** The shape this app writes. */
export const shapeNow = (steps: readonly MoveUp[] = STEPS): number => steps.length + 1;

/** A value as this app understands it. @throws {NewerShape} */
export function movedUp<Value>(kind: string, shape: number, value: unknown, steps: readonly MoveUp[] = STEPS): Value {
  if (shape > shapeNow(steps)) throw new NewerShape(`shape ${shape}`);
  return steps.slice(shape - 1).reduce((moved, step) => step[kind]?.(moved) ?? moved, value as Record<string, unknown>) as Value;
}

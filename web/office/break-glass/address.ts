/** The parts of the screen, and who uses which: those who ask, second persons, and those who review. */
export const GLASS_PARTS = ['ask', 'confirm', 'review'] as const;
export type GlassPart = (typeof GLASS_PARTS)[number];

export const readGlassAddress = (search: Record<string, unknown>): { part?: GlassPart } => ({
  part: GLASS_PARTS.find((part) => part === search.part),
});

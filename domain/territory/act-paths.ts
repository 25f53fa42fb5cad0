/** The form that makes a grid in a village, as a path below /office. */
export const newGridAt = (village: string): string => `/places/${village}?grid=new`;

import type { SVGProps } from 'react';

/** Path data on a 24 unit grid, drawn as lines of one weight; several strokes are separate sub-paths of one string. */
const SHAPES = {
  message: 'M4 5h16v11H9l-5 4V5Z M8 9h8 M8 12.5h5',
  doc: 'M6 3h8l4 4v14H6V3Z M14 3v4h4 M9 12h6 M9 16h6',
  steps: 'M6 7.5v9 M6 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M6 20.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z M11 5.5h9 M11 12h6 M11 18.5h9',
  board: 'M4 4h16v11H4V4Z M8 8.5h8 M8 11.5h5 M12 15v2 M8 21l4-4 4 4',
  phone: 'M5 4h4l1.5 4.5-2 1.6a12 12 0 0 0 5.4 5.4l1.6-2L20 15v4a1.5 1.5 0 0 1-1.6 1.5C10.6 20 4 13.4 3.5 5.6A1.5 1.5 0 0 1 5 4Z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z M5 20c0-3.3 3-5.5 7-5.5s7 2.2 7 5.5',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z M2.5 20c0-3.2 2.8-5.2 6.5-5.2s6.5 2 6.5 5.2 M16 4.8a3.5 3.5 0 0 1 0 6.4 M18 15.2c2.2.7 3.5 2.4 3.5 4.8',
  pin: 'M12 21c4.5-4.3 7-7.8 7-11a7 7 0 1 0-14 0c0 3.2 2.5 6.7 7 11Z M12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  camera: 'M4 8h4l1.5-3h5L16 8h4v11H4V8Z M12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Z',
  mic: 'M12 14.5a3 3 0 0 0 3-3v-5a3 3 0 0 0-6 0v5a3 3 0 0 0 3 3Z M6 11.5a6 6 0 0 0 12 0 M12 17.5V21',
  'chevron-right': 'M9 5l7 7-7 7',
  'chevron-down': 'M5 9l7 7 7-7',
  'chevron-up': 'M5 15l7-7 7 7',
  'chevron-left': 'M15 5l-7 7 7 7',
  back: 'M15 5l-7 7 7 7',
  check: 'M4.5 12.5l5 5 10-11',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z M12 7v5.5l3.5 2',
  warn: 'M12 4L2.5 20h19L12 4Z M12 10v4.5 M12 17v.5',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z M12 11v5.5 M12 7.5v.5',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Z M15.5 15.5L21 21',
  plus: 'M12 5v14 M5 12h14',
  minus: 'M6 12h12',
  inbox: 'M3.5 13.5L6 5h12l2.5 8.5V19h-17v-5.5Z M3.5 13.5H8.5L10 16h4l1.5-2.5h5',
  flag: 'M6 21V4 M6 4.5h12l-3 4 3 4H6',
  map: 'M3.5 6.5L9 4l6 2.5L20.5 4v13.5L15 20l-6-2.5L3.5 20V6.5Z M9 4v13.5 M15 6.5V20',
  scale: 'M12 4v16 M7.5 20h9 M5 7h14 M5 7l-2.5 6.5a2.7 2.7 0 0 0 5 0L5 7Z M19 7l-2.5 6.5a2.7 2.7 0 0 0 5 0L19 7Z',
  chart: 'M4 4v16h16 M8.5 16.5v-4 M12.5 16.5v-8 M16.5 16.5v-6',
  gear: 'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z M12 2.5v3.5 M12 18v3.5 M2.5 12H6 M18 12h3.5 M5.3 5.3l2.5 2.5 M16.2 16.2l2.5 2.5 M5.3 18.7l2.5-2.5 M16.2 7.8l2.5-2.5',
  list: 'M9 6h11 M9 12h11 M9 18h11 M4.5 6h.5 M4.5 12h.5 M4.5 18h.5',
  send: 'M21 3L3.5 10l7 3.5L14 20.5 21 3Z M21 3L10.5 13.5',
  undo: 'M8 5L4 9l4 4 M4 9h10a5.5 5.5 0 0 1 0 11H9',
  pause: 'M8.5 5v14 M15.5 5v14',
  play: 'M7 4.5v15l12-7.5-12-7.5Z',
  stop: 'M6 6h12v12H6V6Z',
  link: 'M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.6 1.6 M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.6-1.6',
  qr: 'M4 4h6v6H4V4Z M14 4h6v6h-6V4Z M4 14h6v6H4v-6Z M14 14h2.5v2.5 M20 14v2.5 M14 20h2.5 M20 20v-.5',
  print: 'M7 8V3.5h10V8 M7 17H4V8h16v9h-3 M7 14h10v6.5H7V14Z',
  volume: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4Z M15.5 9a4.2 4.2 0 0 1 0 6 M18 6.5a8 8 0 0 1 0 11',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  lock: 'M5 11h14v9.5H5V11Z M8 11V7.5a4 4 0 0 1 8 0V11',
  'wifi-off':
    'M3 3l18 18 M5 12.5a10 10 0 0 1 4-2.3 M8.5 16a5 5 0 0 1 6.5-.5 M2 8.8a15 15 0 0 1 4.5-2.9 M10.5 5.1A15 15 0 0 1 22 8.8 M14.5 10.3a10 10 0 0 1 4.5 2.2 M12 19.5v.5',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15l1.5-2Z M10 21h4',
  home: 'M3.5 11L12 4l8.5 7 M6 9.5V20h4.5v-5h3v5H18V9.5',
  upload: 'M12 16V4 M7 9l5-5 5 5 M4 16v4h16v-4',
  download: 'M12 4v12 M7 11l5 5 5-5 M4 16v4h16v-4',
  close: 'M5.5 5.5l13 13 M18.5 5.5l-13 13',
  text: 'M3 8V5.5h11V8 M8.5 5.5V19 M6.5 19h4 M13.5 13v-2h7.5v2 M17.3 11v8 M16 19h2.6',
  star: 'M12 3.5l2.6 5.6 6 .7-4.5 4.1 1.2 6L12 16.9 6.7 19.9l1.2-6L3.4 9.8l6-.7L12 3.5Z',
  edit: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19 4 20Z M14 6.5L17.5 10',
  refresh: 'M20 12a8 8 0 1 1-2.5-5.8 M20 3.5v4h-4',
  door: 'M6 21V3.5h12V21 M3.5 21h17 M14.5 12v.5',
} as const;

export type IconName = keyof typeof SHAPES;

/** One line icon; decorative by default, pass `label` when it stands alone. Size follows the text around it unless given in CSS. */
export function Icon({ name, label, ...rest }: { name: IconName; label?: string } & Omit<SVGProps<SVGSVGElement>, 'name'>) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      width="1.5em"
      height="1.5em"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
      {...rest}
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}

import type { ThemeConfig } from 'antd';

/** The tokens of the family as antd wants them: it computes shades, so it needs the values and not the CSS variables. */
export const officeTheme: ThemeConfig = {
  token: {
    colorPrimary: '#0f6b68',
    colorLink: '#0b5351',
    colorInfo: '#0f6b68',
    colorSuccess: '#276b43',
    colorWarning: '#8a5a06',
    colorError: '#a63a26',
    colorText: '#1f2a2e',
    colorTextSecondary: '#4a585d',
    colorTextTertiary: '#5f6c70',
    colorTextPlaceholder: '#5f6c70',
    colorTextDescription: '#5f6c70',
    colorTextDisabled: '#5f6c70',
    colorBorder: '#c9c6bc',
    colorBorderSecondary: '#e4e1d8',
    colorBgLayout: '#fbfaf7',
    borderRadius: 8,
    fontSize: 14,
    controlHeight: 34,
    lineHeight: 1.6,
    fontFamily: 'var(--font)',
    boxShadow: '0 4px 16px rgb(31 42 46 / 14%)',
    boxShadowSecondary: '0 4px 16px rgb(31 42 46 / 14%)',
    motion: typeof matchMedia === 'undefined' || !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: {
    Select: { optionSelectedBg: '#d5e7e5', optionActiveBg: '#e9f2f1' },
    Modal: { titleFontSize: 16 },
  },
};

/** Languages the screens can speak; add one here, then the compiler names every message file that lacks it. */
export type Language = 'zh';

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Placeholders<Rest> : never;
type Values<Text extends string> = { [Name in Placeholders<Text>]: string | number };
type ArgumentsFor<Text extends string> = [Placeholders<Text>] extends [never] ? [] : [values: Values<Text>];

/** A translator over one message file: `t('promise', { day })`; a wrong key or a missing value does not compile. */
export type Translate<Texts extends Record<string, string>> = <Key extends keyof Texts & string>(
  key: Key,
  ...values: ArgumentsFor<Texts[Key]>
) => string;

let current: Language = 'zh';

/** Chooses the language of every screen from now on. */
export function speak(language: Language): void {
  current = language;
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : language;
}

/** Binds the texts of one folder, one record for each language, to a translator. */
export function messages<const Texts extends Record<string, string>>(
  languages: { zh: Texts } & Record<Exclude<Language, 'zh'>, Record<NoInfer<keyof Texts>, string>>,
): Translate<Texts> {
  return (key, ...rest) => {
    const text: string = languages[current][key] ?? key;
    const values = rest[0] as Record<string, string | number> | undefined;
    return values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text;
  };
}

import type { Extension } from '@codemirror/state';
import { extensionOf } from '../../../../shared/entry/path.js';

type Load = () => Promise<Extension>;

const javascript =
  (options: { readonly jsx?: boolean; readonly typescript?: boolean }): Load =>
  async () =>
    (await import('@codemirror/lang-javascript')).javascript(options);
const html: Load = async () => (await import('@codemirror/lang-html')).html();
const css: Load = async () => (await import('@codemirror/lang-css')).css();
const json: Load = async () => (await import('@codemirror/lang-json')).json();
const markdown: Load = async () => (await import('@codemirror/lang-markdown')).markdown();
const python: Load = async () => (await import('@codemirror/lang-python')).python();
const xml: Load = async () => (await import('@codemirror/lang-xml')).xml();
const yaml: Load = async () => (await import('@codemirror/lang-yaml')).yaml();
const php: Load = async () => (await import('@codemirror/lang-php')).php();

const BY_EXTENSION: Readonly<Record<string, Load>> = {
  js: javascript({ jsx: true }),
  mjs: javascript({}),
  cjs: javascript({}),
  jsx: javascript({ jsx: true }),
  ts: javascript({ typescript: true }),
  mts: javascript({ typescript: true }),
  cts: javascript({ typescript: true }),
  tsx: javascript({ jsx: true, typescript: true }),
  html,
  htm: html,
  vue: html,
  css,
  json,
  md: markdown,
  markdown,
  py: python,
  xml,
  svg: xml,
  xsl: xml,
  rss: xml,
  yaml,
  yml: yaml,
  php,
};

/** Loads what colours a text, by the end of its name; `undefined` where nothing does. */
export function languageOf(path: string): Load | undefined {
  const extension = extensionOf(path);
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}

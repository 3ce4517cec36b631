import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  {
    tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.definitionKeyword],
    color: 'var(--code-keyword)',
  },
  {
    tag: [tags.string, tags.special(tags.string), tags.regexp, tags.attributeValue],
    color: 'var(--code-string)',
  },
  { tag: [tags.number, tags.bool, tags.null, tags.atom, tags.unit, tags.color], color: 'var(--code-number)' },
  {
    tag: [
      tags.tagName,
      tags.typeName,
      tags.className,
      tags.propertyName,
      tags.attributeName,
      tags.heading,
      tags.link,
    ],
    color: 'var(--code-name)',
  },
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], color: 'var(--text-2)', fontStyle: 'italic' },
]);

const theme = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'var(--ground)', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '18px' },
  '.cm-content': { padding: '4px 0', caretColor: 'transparent', userSelect: 'text' },
  '.cm-content:focus-visible': { outline: '2px solid var(--ring)', outlineOffset: '-2px' },
  '.cm-gutters': {
    backgroundColor: 'var(--ground-quiet)',
    color: 'var(--text-3)',
    border: 'none',
    borderRight: '1px solid var(--line)',
  },
  '.cm-collapsedLines': {
    color: 'var(--text-2)',
    background: 'var(--ground-quiet)',
    fontFamily: 'var(--font)',
    fontSize: '11.5px',
    padding: '1px 8px',
    // Its signs are in few fonts.
    '&:before, &:after': { content: 'none' },
  },
  '&.cm-merge-a .cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--differs-local)' },
  '&.cm-merge-b .cm-changedLine, &.cm-unified .cm-changedLine, .cm-insertedLine': {
    backgroundColor: 'var(--differs-remote)',
  },
  '&.cm-merge-a .cm-changedText, .cm-deletedChunk .cm-deletedText': {
    background: 'var(--differs-local-words)',
  },
  '&.cm-merge-b .cm-changedText, &.cm-unified .cm-changedText': { background: 'var(--differs-remote-words)' },
  '&.cm-merge-a .cm-changedLineGutter, .cm-deletedLineGutter': { background: 'var(--upload)' },
  '&.cm-merge-b .cm-changedLineGutter, &.cm-unified .cm-changedLineGutter': { background: 'var(--download)' },
});

/** Colours and type of shown texts, from the same tokens as the rest of the window. */
export const editorTheme: Extension = [theme, syntaxHighlighting(colours)];

import { parseXml, XmlElement, XmlText } from '@rgrove/parse-xml';

/** An element of an XML file. */
export type Element = XmlElement;

/**
 * The root of an XML file; `undefined` where it is not well-formed. Nothing is expanded: a document type is passed over, and an entity that it
 * would define makes the file one that is not well-formed.
 */
export function rootOf(text: string): Element | undefined {
  try {
    return parseXml(text).root ?? undefined;
  } catch {
    // Also where elements are nested deeper than the stack.
    return undefined;
  }
}

/** The elements directly in another one, of one name or all. */
export function childrenOf(element: Element | undefined, name?: string): readonly Element[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement =>
      child instanceof XmlElement && (name === undefined || child.name === name),
  );
}

/** The first element of a name that lies directly in another one. */
export function childOf(element: Element | undefined, name: string): Element | undefined {
  return childrenOf(element, name)[0];
}

/** The text that stands directly in an element, without blanks around it; `''` where there is none. */
export function textIn(element: Element | undefined): string {
  return (element?.children ?? [])
    .map((child) => (child instanceof XmlText ? child.text : ''))
    .join('')
    .trim();
}

/** The text of an element's child; `''` where there is none. */
export function textOf(element: Element | undefined, child: string): string {
  return textIn(childOf(element, child));
}

/** An attribute of an element; `''` where it has none of that name. */
export function attributeOf(element: Element | undefined, name: string): string {
  return element?.attributes[name] ?? '';
}

/** How legible the texts of a webview page are. */
import type { FrameLocator, Page } from 'playwright-core';

export interface PoorText {
  readonly text: string;
  /** Contrast between text and background by WCAG: 1 for none, 21 for black on white. */
  readonly contrast: number;
}

/** The texts with a contrast below the 4.5 that WCAG requires (level AA), and how many texts there are in all. */
export async function poorTexts(frame: FrameLocator | Page): Promise<{ count: number; poor: PoorText[] }> {
  const texts = await frame.locator('body').evaluate<PoorText[], void>(measure, undefined);
  return { count: texts.length, poor: texts.filter(({ contrast }) => contrast < 4.5) };
}

/** Runs in the page. Blends colors down to the editor's own, which shows through the page. */
const measure = `(() => {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const over = colors => {
    context.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = color => {
    const [red, green, blue] = color.map(each => each / 255).map(each =>
      each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const parentOf = element => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
  const contrastOf = element => {
    const grounds = [];
    for (let each = element; each; each = parentOf(each)) grounds.unshift(getComputedStyle(each).backgroundColor);
    grounds.unshift(getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background'));
    const [ground, text] = [over(grounds), over([...grounds, getComputedStyle(element).color])].map(luminance);
    return (Math.max(ground, text) + 0.05) / (Math.min(ground, text) + 0.05);
  };
  const texts = [];
  const walk = node => {
    if (node.nodeType === Node.TEXT_NODE) {
      const element = node.parentElement;
      const text = node.data.trim();
      if (text !== '' && element?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) {
        texts.push({ text, contrast: contrastOf(element) });
      }
    }
    if (/^(STYLE|SCRIPT)$/.test(node.nodeName)) return;
    for (const each of node.shadowRoot?.childNodes ?? []) walk(each);
    for (const each of node.childNodes) walk(each);
  };
  walk(document.body);
  return texts;
})()`;

import { open } from 'node:fs/promises';
import { extname } from 'node:path';

/**
 * The kinds of files that are opened: they hold something to look at, and no program that would run by itself. What is not among them is not, such
 * as scripts, installers, shortcuts, disk images, documents with macros, and whatever somebody thinks of next.
 */
const DOCUMENTS: ReadonlySet<string> = new Set(
  (
    'txt text md markdown rst adoc log csv tsv json jsonc json5 geojson xml yaml yml toml ini cfg conf properties srt vtt po bib diff patch sql ' +
    'html htm xhtml css scss sass less map ts tsx vue svelte astro twig njk hbs liquid ejs pug webmanifest graphql ' +
    'png jpg jpeg jpe jfif gif webp avif heic heif bmp tif tiff ico icns svg psd psb ai xcf kra raw cr2 cr3 nef arw dng orf rw2 raf ' +
    'sketch fig xd afphoto afdesign afpub indd idml ' +
    'mp3 m4a aac flac wav ogg oga opus aif aiff mid midi mp4 m4v mov webm mkv avi mpg mpeg mts m2ts ogv 3gp ' +
    'pdf docx xlsx pptx odt ods odp odg rtf epub pages numbers key ics vcf ' +
    'zip tar gz tgz bz2 xz zst 7z rar ttf otf woff woff2'
  ).split(' '),
);

/** The folders that macOS takes for one thing, and runs or installs when it is opened. */
const BUNDLES: ReadonlySet<string> = new Set(
  (
    'app pkg mpkg dist action workflow wflow scptd osax prefpane kext plugin bundle framework component appex xpc service saver qlgenerator ' +
    'mdimporter wdgt dictionary safariextension lrplugin lrdevplugin sketchplugin vst vst3 clap xcodeproj xcworkspace playground command tool terminal'
  ).split(' '),
);

/** What Windows takes for a place of its own, by the number behind the dot: the control panel, for example. */
const WINDOWS_PLACE = /^\{[0-9a-f-]{36}\}$/;

/** What programs and scripts begin with, whatever they are called. */
const BEGINNINGS: readonly (readonly number[])[] = [
  // A script.
  [0x23, 0x21],
  // Windows.
  [0x4d, 0x5a],
  // Linux.
  [0x7f, 0x45, 0x4c, 0x46],
  // macOS, in either byte order and for one or several processors.
  [0xfe, 0xed, 0xfa, 0xce],
  [0xfe, 0xed, 0xfa, 0xcf],
  [0xce, 0xfa, 0xed, 0xfe],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
];

/** Whether opening this might run something. What is no document might, whatever it begins with, and so might a file that cannot be read. */
export async function isProgram(file: string, isFolder: boolean): Promise<boolean> {
  // Windows drops dots and blanks at the end of a name.
  const extension = extname(file.replace(/[. ]+$/, ''))
    .slice(1)
    .toLowerCase();
  if (isFolder) return BUNDLES.has(extension) || WINDOWS_PLACE.test(extension);
  if (!DOCUMENTS.has(extension)) return true;
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      const start = buffer.subarray(0, bytesRead);
      return BEGINNINGS.some((bytes) => bytes.every((byte, index) => start[index] === byte));
    } finally {
      await handle.close();
    }
  } catch {
    return true;
  }
}

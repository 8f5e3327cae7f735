// Makes the npm package of js/, types/ and what `cargo xtask wasm` left in build/: build/package, and from it the
// tarball in ../dist.

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const build = join(here, 'build');
const target = join(build, 'package');
const root = join(here, '..');
const dist = join(root, 'dist');

const read = (...path) => readFileSync(join(here, ...path), 'utf8');
const write = (name, text) => writeFileSync(join(target, name), text);

/** The body of wasm-bindgen's module as the body of a function. Fails if the module is not as it was when this was written. */
function functionBody(name) {
  const glue = read('build', `${name}.js`);
  const exported = [...glue.matchAll(/^export (function|class) ([A-Za-z_]\w*)/gm)].map((match) => match[2]);
  const end = /^export \{ initSync, __wbg_init as default \};\s*$/m;
  const body = glue.replace(/^export (?=function |class )/gm, '').replace(end, '');
  for (const [fits, what] of [
    [exported.length > 0, 'exports nothing'],
    [end.test(glue), 'does not end with `export { initSync, __wbg_init as default };`'],
    [!/^\s*(import|export)\b/m.test(body), 'has an import or export that is not known here'],
    [!body.includes('import.meta'), 'uses import.meta'],
    [/^function initSync\(module\)/m.test(body), 'has no initSync'],
  ]) {
    if (!fits) throw new Error(`build/${name}.js ${what}: the glue has changed, look at pack.mjs`);
  }
  // Only synchronous loading is wanted; what loads by fetch is left out.
  const synchronous = cut(cut(body, 'async function __wbg_load('), 'let __wbg_init_promise;', 'async function __wbg_init_once(');
  return { exported, body: withoutComments(synchronous).trim() };
}

/** Takes a function out, from `start` to the end of the function that `last` begins. */
function cut(text, start, last = start) {
  const from = text.indexOf(`\n${start}`);
  const to = text.indexOf('\n}\n', text.indexOf(`\n${last}`));
  if (from < 0 || to < from) throw new Error(`the glue has no \`${start}\`: it has changed, look at pack.mjs`);
  return text.slice(0, from) + text.slice(to + 2);
}

const withoutComments = (text) => text.replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, '').replace(/\n{3,}/g, '\n\n');

const note = '// made by pack.mjs from what wasm-bindgen wrote; do not edit\n// @ts-nocheck\n';

function core() {
  const { body } = functionBody('core');
  const base64 = readFileSync(join(build, 'core_bg.wasm')).toString('base64');
  write(
    'core.cjs',
    `${note}'use strict';

const { Buffer: BufferClass } = globalThis;

// In the text of the program, so that no bundler can lose it; in lines, because Node prints the whole line where an error
// was thrown, and a bundler may make one line of all that is none.
const base64 = \`
${base64.replace(/.{1,120}/g, '$&\n')}\`;

const module_ = new WebAssembly.Module(
  BufferClass ? BufferClass.from(base64, 'base64') : Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)),
);

/** A new instance: its functions and its memory. */
exports.start = function start() {
${body}

return initSync({ module: module_ });
};
`,
  );
}

function simulator() {
  const { body, exported } = functionBody('simulator');
  write(
    'simulator-core.cjs',
    `${note}'use strict';

const { PrivateNumberError } = require('./errors.cjs');

const FILE = 'simulator_bg.wasm.br';

${body}

/** The module lies in a file of its own, which bundlers leave behind. */
function unpacked() {
  try {
    const { readFileSync } = require('node:fs');
    const { join } = require('node:path');
    const { brotliDecompressSync } = require('node:zlib');
    return brotliDecompressSync(readFileSync(join(__dirname, FILE)));
  } catch (cause) {
    throw new PrivateNumberError(
      {
        code: 'internal',
        message: \`the simulator cannot read its file \\\`\${FILE}\\\`: \${cause.message}\`,
        messageZh: \`模拟平台无法读取其文件\\\`\${FILE}\\\`：\${cause.message}\`,
        hint: 'a bundler left the file behind: mark \`privatenumber\` as external (esbuild: --external:privatenumber), or, in a bundle of CommonJS, copy the file beside it',
        hintZh: '打包工具未携带该文件：请将\`privatenumber\`标记为external（esbuild：--external:privatenumber）；若打包为CommonJS，也可将该文件复制到产物旁',
      },
      { cause },
    );
  }
}

initSync({ module: unpacked() });
module.exports = { ${exported.join(', ')} };
`,
  );
}

/** An ES module with the same values as the CommonJS one: one instance, one identity of every class. */
function esModule(name) {
  const names = Object.keys(createRequire(import.meta.url)(join(target, `${name}.cjs`)));
  write(
    `${name}.mjs`,
    `import all from './${name}.cjs';\n\nexport const {\n${names.map((each) => `  ${each},\n`).join('')}} = all;\n`,
  );
}

function version() {
  const workspace = readFileSync(join(root, 'Cargo.toml'), 'utf8');
  const found = /^\[workspace\.package\][^[]*?^version = "([^"]+)"/ms.exec(workspace);
  if (found === null) throw new Error('Cargo.toml names no version of the workspace');
  return found[1];
}

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
mkdirSync(dist, { recursive: true });

for (const name of readdirSync(join(here, 'js'))) if (name.endsWith('.cjs')) cpSync(join(here, 'js', name), join(target, name));
core();
simulator();
// Brotli makes it a sixth smaller than what npm packs with, and takes 3 ms to undo.
write('simulator_bg.wasm.br', brotliCompressSync(readFileSync(join(build, 'simulator_bg.wasm'))));
write('index.d.cts', read('types', 'index.generated.d.ts'));
write('index.d.mts', "export * from './index.cjs';\n");
write('simulator.d.cts', read('types', 'simulator.d.ts'));
write('simulator.d.mts', "export * from './simulator.cjs';\n");
write('push.d.cts', read('types', 'push.d.ts'));
write('push-data.generated.d.cts', read('types', 'push-data.generated.d.ts'));
write('push.d.mts', "export * from './push.cjs';\n");
esModule('index');
esModule('simulator');
esModule('push');

const manifest = JSON.parse(read('package.json'));
write('package.json', `${JSON.stringify({ ...manifest, version: version() }, null, 2)}\n`);
cpSync(join(here, 'README.md'), join(target, 'README.md'));
const licence = join(root, 'LICENSE');
if (!existsSync(licence)) throw new Error('there is no LICENSE');
cpSync(licence, join(target, 'LICENSE'));

// The package is whole as it is; no script of npm's is to run.
execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', dist], { cwd: target, stdio: ['ignore', 'inherit', 'inherit'] });

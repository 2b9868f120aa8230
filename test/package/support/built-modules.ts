import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from './manifest.ts';

/** Returns the specifiers that a file imports when it is loaded; with `later` also those of `import()`. */
export function importsOf(file: string, { later }: { readonly later: boolean }): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node, later);
    if (specifier !== undefined && ts.isStringLiteral(specifier)) found.push(specifier.text);
    // Only import() and import types stand deeper than at the top.
    if (later || ts.isSourceFile(node)) ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node, later: boolean): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (later && ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  if (later && ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  return undefined;
}

/** Returns the built files below dist that end so. */
export function builtFiles(ending: '.js' | '.d.ts'): readonly string[] {
  return readdirSync(path.join(ROOT, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join('dist', file));
}

/** Returns every file and every package that loading a file loads with it. */
export function loadedBy(file: string): { readonly files: ReadonlySet<string>; readonly packages: ReadonlySet<string> } {
  const [files, packages] = [new Set<string>(), new Set<string>()];
  const visit = (each: string): void => {
    if (files.has(each)) return;
    files.add(each);
    for (const specifier of importsOf(each, { later: false })) {
      if (specifier.startsWith('.')) visit(path.join(path.dirname(each), specifier));
      else if (!specifier.startsWith('node:')) packages.add(packageOf(specifier));
    }
  };
  visit(file);
  return { files, packages };
}

/** Returns the package of a specifier: `preact` of `preact/jsx-runtime`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { z } from 'zod';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const manifest = z.object({ exports: z.record(z.string(), z.union([z.string(), z.object({ types: z.string() })])) });

function parse(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
}

/** Returns the sources of what users can import. */
function entrySources(): readonly string[] {
  const { exports } = manifest.parse(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')));
  return Object.values(exports).flatMap((target) =>
    typeof target === 'string' ? [] : [target.types.replace('./dist/', 'src/').replace(/\.d\.ts$/, '.ts')],
  );
}

/** Returns the exported names of a file that have no docstring, or one without a sentence, where they are declared. */
function undocumented(file: string, wanted?: string): readonly string[] {
  const source = parse(file);
  return source.statements.flatMap((statement): readonly string[] => {
    if (ts.isExportDeclaration(statement)) return undocumentedElsewhere(file, statement, wanted);
    const exported =
      ts.canHaveModifiers(statement) && (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    const names = exported ? namesOf(statement).filter((name) => wanted === undefined || name === wanted) : [];
    const documented = ts.getJSDocCommentsAndTags(statement).some((doc) => ts.isJSDoc(doc) && doc.comment !== undefined);
    return documented ? [] : names.map((name) => `${file}: ${name}`);
  });
}

function undocumentedElsewhere(file: string, { exportClause, moduleSpecifier }: ts.ExportDeclaration, wanted?: string): readonly string[] {
  if (
    exportClause === undefined ||
    !ts.isNamedExports(exportClause) ||
    moduleSpecifier === undefined ||
    !ts.isStringLiteral(moduleSpecifier)
  )
    return [];
  if (!moduleSpecifier.text.startsWith('.')) return [];
  const elsewhere = path.join(path.dirname(file), moduleSpecifier.text);
  return exportClause.elements
    .filter(({ name }) => wanted === undefined || name.text === wanted)
    .flatMap(({ name, propertyName }) => undocumented(elsewhere, (propertyName ?? name).text));
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText());
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return named && statement.name !== undefined ? [statement.name.text] : [];
}

describe('the API reference', () => {
  for (const file of entrySources()) {
    it(`has a sentence for everything that ${file} exports`, () => {
      expect(existsSync(path.join(ROOT, file))).to.equal(true);
      expect(undocumented(file)).to.deep.equal([]);
    });
  }

  it('is written from what can be imported', () => {
    const { entryPoints } = z
      .object({ entryPoints: z.array(z.string()) })
      .parse(JSON.parse(readFileSync(path.join(ROOT, 'typedoc.json'), 'utf8')));
    expect(entryPoints).to.have.members(entrySources());
  });
});

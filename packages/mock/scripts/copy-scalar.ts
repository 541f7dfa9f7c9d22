import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scalarBundle } from "../src/site/assets.ts";

// Copies Scalar's bundle into the package, with its licence.
const source = scalarBundle();
const manifest = JSON.parse(readFileSync(new URL("../../package.json", source), "utf8")) as {
  version: string;
};
const licence = `/*!
 * @scalar/api-reference ${manifest.version}, https://github.com/scalar/scalar
 *
 * MIT License
 *
 * Copyright (c) 2023-present Scalar
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
 * documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
 * rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
 * permit persons to whom the Software is furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all copies or substantial portions of
 * the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
 * WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
 * COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
 * OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
 */
`;
// Not as a URL, since knip would parse the bundle.
writeFileSync(join(import.meta.dirname, "../dist/scalar.js"), licence + readFileSync(source, "utf8"));

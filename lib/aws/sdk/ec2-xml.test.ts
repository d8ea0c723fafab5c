import { XmlShapeDeserializer } from "@aws-sdk/core/protocols";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseXml } from "./ec2-xml";

const content = (xml: string) => parseXml(xml).content;

describe("a plain document", () => {
  it.each([
    ["a text", "<a>b</a>", "b"],
    ["a declaration", '<?xml version="1.0" encoding="UTF-8"?>\n<R><a>1</a></R>\n', { a: "1" }],
    ["elements of several names", "<R><a>1</a><b>2</b></R>", { a: "1", b: "2" }],
    ["one element", "<R><item>1</item></R>", { item: "1" }],
    ["several elements of one name", "<R><item>1</item><item>2</item><item>3</item></R>", { item: ["1", "2", "3"] }],
    ["elements of one name with others between", "<R><i>1</i><k>2</k><i>3</i></R>", { i: ["1", "3"], k: "2" }],
    ["elements within elements", "<R><set><item><id>1</id></item></set></R>", { set: { item: { id: "1" } } }],
    ["an empty element", "<R><a></a></R>", { a: "" }],
    ["an element that ends itself", "<R><a/></R>", { a: "" }],
    ["an element that ends itself after a blank", "<R><item /><item /></R>", { item: ["", ""] }],
    ["an element that begins like the one around it", "<item><items>1</items></item>", { items: "1" }],
    ["a pretty-printed body", "<R>\n  <set>\n    <item>\n      <id>1</id>\n\t</item>\n  </set>\n</R>", { set: { item: { id: "1" } } }],
    ["blanks around a value", "<R><a> b </a></R>", { a: " b " }],
    ["a value of one blank", "<R><a> </a></R>", { a: " " }],
    ["named references", "<R><a>&lt;b&gt; &amp;amp; &quot;&apos;</a></R>", { a: "<b> &amp; \"'" }],
    ["references by number", "<R><a>&#65;&#x42;&#xe4;</a></R>", { a: "ABä" }],
    ["a tab and a line break in a value", "<R><a>x\ty\nz</a></R>", { a: "x\ty\nz" }],
    ["other line ends as line breaks", "<R><a>x\r\ny\rz</a></R>", { a: "x\ny\nz" }],
    ["a carriage return that is written as a reference", "<R><a>x&#13;y&#xD;</a></R>", { a: "x\ry\r" }],
    ["a greater-than sign in a value", "<R><a>b>c</a></R>", { a: "b>c" }],
  ])("is read as the SDK reads it: %s", (_, xml, expected) => {
    expect(content(xml)).toEqual(expected);
    expect(sdk.parse(xml)).toEqual(expected);
  });

  it.each([
    ["a character beyond U+FFFF by its hexadecimal number", "<R><a>&#x1F600;</a></R>", { a: "😀" }],
    ["a character beyond U+FFFF by its decimal number", "<R><a>x&#128512;y</a></R>", { a: "x😀y" }],
    ["a value of one line break", "<R><a>\n</a></R>", { a: "\n" }],
    ["a value of line breaks and blanks", "<R><a>\r\n \r\n</a></R>", { a: "\n \n" }],
    ["an element named as what every object inherits", "<R><toString>1</toString></R>", { toString: "1" }],
    ["the namespace, which is no member", '<R xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><a>1</a></R>', { a: "1" }],
  ])("is read exactly where the SDK does not: %s", (_, xml, expected) => {
    expect(content(xml)).toEqual(expected);
    expect(sdk.parse(xml)).not.toEqual(expected);
  });

  it("says the name of its root", () =>
    expect(parseXml("<DescribeImagesResponse><a>1</a></DescribeImagesResponse>").root).toBe("DescribeImagesResponse"));

  it.each([
    ["a value in CDATA", "<R><a><![CDATA[b]]></a></R>", { a: "b" }],
    ["a comment", "<R><!-- b --><a>1</a></R>", { a: "1" }],
    ["a comment before the root", "<!-- b --><R>1</R>", "1"],
    ["an attribute", '<R><a b="1">2</a></R>', { a: "2" }],
    ["an attribute that holds a greater-than sign", '<R><a b=">">2</a></R>', { a: "2" }],
    ["an attribute of the root", '<R version="1">2</R>', "2"],
    ["an instruction", "<R><?b?><a>1</a></R>", { a: "1" }],
    ["a root that ends itself", "<R/>", ""],
    ["a blank in a closing tag", "<R>1</R >", "1"],
    ["a byte-order mark", "\uFEFF<R><a>1</a></R>", { a: "1" }],
  ])("is read where it is well-formed, though not plain: %s", (_, xml, expected) => expect(content(xml)).toEqual(expected));

  it.each([
    ["text after the root", "<R>1</R>text"],
    ["a second root", "<R>1</R><R>2</R>"],
    ["an element that is not closed", "<R><a>1</R>"],
    ["an element that is closed by another's tag", "<R><a>1</b></R>"],
    ["a body that is cut", "<R><a>1</a"],
    ["a reference beyond Unicode", "<R>&#x110000;</R>"],
    ["a reference that nobody has defined", "<R><!-- b -->&nbsp;</R>"],
    ["an empty body", ""],
    ["a body that is no XML", "Service Unavailable"],
    ["a page of HTML", "<html><body><br>Bad gateway</body></html>"],
  ])("is refused where it is not well-formed: %s", (_, xml) => expect(() => parseXml(xml)).toThrow());

  it("is refused wherever it is cut", () => {
    const xml = '<?xml version="1.0"?><R xmlns="x"><set><item><id>&lt;1</id></item><item/></set></R>';

    for (let end = 0; end < xml.length; end += 1) expect(() => parseXml(xml.slice(0, end)), `at ${end}`).toThrow();
  });
});

type Tree = string | Tree[] | { [tag: string]: Tree };

describe("any tree of texts", () => {
  const tag = fc.oneof(fc.stringMatching(/^[A-Za-z]\w{0,6}$/), fc.constantFrom("item", "constructor", "hasOwnProperty"));
  const { element } = fc.letrec<{ element: Tree; member: Tree; text: string }>((tie) => ({
    text: fc.string({ unit: "binary" }),
    member: fc.oneof(tie("element"), fc.array(tie("element"), { minLength: 2, maxLength: 3 })),
    element: fc.oneof(
      { depthSize: "small" },
      tie("text"),
      fc.dictionary(tag, tie("member"), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
    ),
  }));

  it("is read back as it was written", () => {
    fc.assert(
      fc.property(element, (tree) => {
        expect(content(written("Response", tree))).toEqual(tree);
      }),
    );
  });

  it("is read alike when it is pretty-printed", () => {
    fc.assert(
      fc.property(element, (tree) => {
        expect(content(`<?xml version="1.0"?>\r\n${written("Response", tree, "\r\n  ")}\r\n`)).toEqual(tree);
      }),
    );
  });
});

class SdkXml extends XmlShapeDeserializer {
  parse(xml: string): unknown {
    return this.parseXml(xml);
  }
}

const sdk = new SdkXml({ xmlNamespace: "", serviceNamespace: "", timestampFormat: { default: 5, useTrait: true } });

/** The element as EC2 writes it. Blanks stand between elements, never in a value. */
function written(tag: string, tree: Tree, blank = ""): string {
  if (typeof tree === "string") return `<${tag}>${escaped(tree)}</${tag}>`;
  if (Array.isArray(tree)) return tree.map((item) => written(tag, item, blank)).join(blank);
  const members = Object.entries(tree).map(([name, member]) => blank + written(name, member, blank));
  return `<${tag}>${members.join("")}${blank}</${tag}>`;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>\r]|[\u{10000}-\u{10ffff}]/gu, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`);
}

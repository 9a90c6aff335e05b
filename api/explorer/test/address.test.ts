import { describe, expect, it } from "vitest";

import { formatPlace, parsePlace, type Place } from "../src/address";

describe("the address", () => {
  const places: Place[] = [
    {},
    { entity: "资府办函〔2022〕6号#5-10-2" },
    { edge: "资府办函〔2022〕6号~RESPONSIBLE_FOR~3fa9c2d1e0b4" },
    { entity: "铁路:绵阳市-遂宁市-内江市", document: "文旅/甲&乙=丙?%", at: [12, 40] },
    { edge: "a+b", document: "a b" },
  ];
  it.each(places)("is read back as it was written: %j", (place) => {
    expect(parsePlace(formatPlace(place))).toEqual(place);
  });

  it("takes nothing from a hash it does not know", () => {
    expect(parsePlace("#top")).toEqual({});
    expect(parsePlace("#at=1-2")).toEqual({});
    expect(parsePlace("#document=d&at=x-2")).toEqual({ document: "d" });
  });
});

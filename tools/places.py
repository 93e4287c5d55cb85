#!/usr/bin/env python3
"""Writes catalogue/places.tsv: every ISO 3166-1 country or area with its English and Chinese name, from ICU's CLDR data.

    python3 tools/places.py > catalogue/places.tsv

ICU's functions carry its version in their names (`uloc_countAvailable_72`), so the library is looked up first. Names follow
CLDR, not any government's usage; a name changes here only when ICU's does, and the diff of the checked-in file shows it.
"""
import ctypes
import glob
import re
import sys


# Reserved by ISO 3166-1 and never assigned: islands and exclaves that count with their state. ICU lists them all the same.
RESERVED = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


def load():
    paths = sorted(glob.glob("/usr/lib/*/libicuuc.so.[0-9][0-9]")) or sys.exit("libicuuc not found")
    return ctypes.CDLL(paths[-1]), re.search(r"\d+$", paths[-1])[0]


def codes(icu, version):
    function = icu["uloc_getISOCountries_" + version]
    function.restype = ctypes.POINTER(ctypes.c_char_p)
    listed = function()
    for index in range(1000):
        if listed[index] is None:
            return
        if listed[index].decode() not in RESERVED:
            yield listed[index].decode()


def name(icu, version, code, language):
    buffer, status = (ctypes.c_uint16 * 200)(), ctypes.c_int(0)
    function = icu["uloc_getDisplayCountry_" + version]
    length = function(f"und_{code}".encode(), language, buffer, 200, ctypes.byref(status))
    return bytes(buffer)[: 2 * length].decode("utf-16")


def alpha3(icu, version, code):
    function = icu["uloc_getISO3Country_" + version]
    function.restype = ctypes.c_char_p
    return function(f"und_{code}".encode()).decode()


def main():
    icu, version = load()
    print("# written by tools/places.py from ICU " + version)
    print("code\talpha3\tenglish\tchinese")
    for code in sorted(codes(icu, version)):
        english = name(icu, version, code, b"en")
        if english != code:  # codes that ICU keeps for withdrawn areas have no name
            print(code, alpha3(icu, version, code), english, name(icu, version, code, b"zh_Hans"), sep="\t")


main()

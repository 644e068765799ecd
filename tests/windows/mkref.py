#!/usr/bin/env python3
"""Makes a Microsoft.WindowsDesktop.App.Ref package (reference assemblies of WPF and Windows Forms) out of the runtime pack, whose
implementation assemblies serve as references just as well. The feed of the build machines has the runtime pack and not the other.
usage: mkref.py RUNTIME_PACK_FOLDER FEED_FOLDER"""
import os
import sys
import xml.etree.ElementTree as xml
import zipfile

NAME = "Microsoft.WindowsDesktop.App.Ref"
# Mixed-mode and resource assemblies: nobody compiles against them.
NOT_REFERENCES = {"DirectWriteForwarder", "System.Diagnostics.EventLog.Messages"}


def main(pack, feed):
    version = os.path.basename(os.path.normpath(pack))
    runtime_list = xml.parse(os.path.join(pack, "data", "RuntimeList.xml")).getroot()
    framework = "net" + runtime_list.get("TargetFrameworkVersion")
    listed, files = xml.Element("FileList", dict(runtime_list.attrib)), []
    for entry in runtime_list.findall("File"):
        if entry.get("Type") != "Managed" or entry.get("AssemblyName") in NOT_REFERENCES:
            continue
        source = os.path.join(pack, entry.get("Path"))
        target = f"ref/{framework}/{os.path.basename(source)}"
        xml.SubElement(listed, "File", {**entry.attrib, "Path": target})
        files.append((source, target))
    nuspec = f"""<?xml version="1.0"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata><id>{NAME}</id><version>{version}</version>
<authors>local</authors><description>Made from the runtime pack.</description>
<packageTypes><packageType name="DotnetPlatform" /></packageTypes></metadata></package>"""
    os.makedirs(feed, exist_ok=True)
    finished = os.path.join(feed, f"{NAME}.{version}.nupkg")
    # Under another name until it is whole: a run that is interrupted leaves no half package.
    with zipfile.ZipFile(finished + ".part", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(f"{NAME}.nuspec", nuspec)
        package.writestr("data/FrameworkList.xml", xml.tostring(listed))
        for source, target in files:
            package.write(source, target)
    os.replace(finished + ".part", finished)
    print(f"{finished}: {len(files)} references")


main(sys.argv[1], sys.argv[2])
